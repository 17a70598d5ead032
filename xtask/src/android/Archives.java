import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipFile;

/** Unpacks archives: {@code FOLDER ARCHIVE…}, each into a folder of its own name; an {@code ARCHIVE!ENTRY} gives that entry alone. */
public class Archives {
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        for (int i = 1; i < arguments.length; i++) {
            String[] parts = arguments[i].split("!");
            Path archive = Path.of(parts[0]);
            unpack(archive, folder.resolve(archive.getFileName().toString()), parts.length > 1 ? parts[1] : "");
        }
    }

    private static void unpack(Path archive, Path into, String only) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (var entry : Collections.list(zip.entries())) {
                Path file = into.resolve(entry.getName()).normalize();
                if (entry.isDirectory() || !entry.getName().startsWith(only)) continue;
                if (!file.startsWith(into)) throw new IOException(entry.getName() + " leads out of " + archive);
                Files.createDirectories(file.getParent());
                try (var bytes = zip.getInputStream(entry)) {
                    Files.write(file, bytes.readAllBytes());
                }
            }
        }
    }
}
