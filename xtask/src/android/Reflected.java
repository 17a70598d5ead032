import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Structure;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Says what of some classes is found by name at run time: {@code FOLDER…}. JNA finds structures by their fields, callbacks and
 * libraries by their methods; native code finds what is native. A line is {@code class} or {@code class member}.
 */
public class Reflected {
    public static void main(String[] arguments) throws Exception {
        for (String folder : arguments) {
            Path root = Path.of(folder);
            List<Path> files;
            try (Stream<Path> walk = Files.walk(root)) {
                files = walk.filter(file -> file.toString().endsWith(".class")).sorted().toList();
            }
            for (Path file : files) {
                String name = root.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
                say(Class.forName(name, false, Reflected.class.getClassLoader()));
            }
        }
    }

    private static void say(Class<?> type) {
        boolean structure = Structure.class.isAssignableFrom(type);
        boolean called = Callback.class.isAssignableFrom(type) || Library.class.isAssignableFrom(type);
        if (structure || called) System.out.println(type.getName());
        if (structure) {
            for (var field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) System.out.println(type.getName() + " " + field.getName());
            }
        }
        for (var method : type.getDeclaredMethods()) {
            boolean found = called && type.isInterface() && Modifier.isAbstract(method.getModifiers());
            if (found || Modifier.isNative(method.getModifiers())) System.out.println(type.getName() + " " + method.getName());
        }
    }
}
