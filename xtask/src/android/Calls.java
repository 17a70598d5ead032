import java.io.File;
import java.io.FileInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipFile;
import org.codehaus.mojo.animal_sniffer.SignatureChecker;
import org.codehaus.mojo.animal_sniffer.logging.PrintWriterLogger;

/** Looks whether classes call what the oldest Android lacks: {@code SIGNATURE JAR:… FOLDER…}; what is in the jars comes with the app. */
public class Calls {
    public static void main(String[] arguments) throws Exception {
        Set<String> brought = new HashSet<>();
        for (String jar : arguments[1].split(":")) {
            try (ZipFile zip = new ZipFile(jar)) {
                zip.stream().forEach(entry -> add(brought, entry.getName()));
            }
        }
        for (int i = 2; i < arguments.length; i++) {
            Path folder = Path.of(arguments[i]);
            try (var files = Files.walk(folder)) {
                files.forEach(file -> add(brought, folder.relativize(file).toString()));
            }
        }
        SignatureChecker checker;
        try (var signature = new FileInputStream(arguments[0])) {
            checker = new SignatureChecker(signature, brought, new PrintWriterLogger(System.out));
        }
        checker.setSourcePath(List.of());
        checker.setAnnotationTypes(List.of("androidx.annotation.RequiresApi"));
        for (int i = 2; i < arguments.length; i++) checker.process(new File(arguments[i]));
        System.exit(checker.isSignatureBroken() ? 1 : 0);
    }

    /** A class's package, with all in it. */
    private static void add(Set<String> packages, String file) {
        int end = file.lastIndexOf('/');
        if (file.endsWith(".class") && end > 0) packages.add(file.substring(0, end).replace('/', '.') + ".*");
    }
}
