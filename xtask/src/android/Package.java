import com.android.apksig.ApkSigner;
import com.android.apksig.ApkVerifier;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Packs, signs and verifies an APK: {@code APK KEYS PASSWORD MIN_SDK RESOURCES CODE [NAME=LIBRARY…]}. Libraries are stored on
 * pages of 16 KiB, for the system maps them where they lie.
 */
public class Package {
    /** What only compilers look at. */
    private static final Pattern LEFT_OUT =
        Pattern.compile(".*\\.(kotlin_module|kotlin_builtins|pro|version)|META-INF/(MANIFEST\\.MF|.*/LICENSE.*)|DebugProbesKt\\.bin");

    public static void main(String[] arguments) throws Exception {
        File signed = new File(arguments[0]);
        File packed = new File(arguments[0] + ".unsigned");
        try (ZipOutputStream zip = new ZipOutputStream(new FileOutputStream(packed))) {
            copy(arguments[4], zip);
            copy(arguments[5], zip);
            for (int i = 6; i < arguments.length; i++) {
                String[] library = arguments[i].split("=", 2);
                store(zip, library[0], Files.readAllBytes(Path.of(library[1])));
            }
        }
        sign(packed, signed, arguments[1], arguments[2].toCharArray(), Integer.parseInt(arguments[3]));
        Files.delete(packed.toPath());
    }

    /** Copies an archive's entries, each stored or packed as it was there. */
    private static void copy(String archive, ZipOutputStream zip) throws Exception {
        try (ZipFile from = new ZipFile(archive)) {
            for (var entries = from.entries(); entries.hasMoreElements();) {
                ZipEntry entry = entries.nextElement();
                if (entry.isDirectory() || LEFT_OUT.matcher(entry.getName()).matches()) continue;
                byte[] bytes = from.getInputStream(entry).readAllBytes();
                if (entry.getMethod() == ZipEntry.STORED) {
                    store(zip, entry.getName(), bytes);
                } else {
                    zip.putNextEntry(timeless(entry.getName()));
                    zip.write(bytes);
                }
            }
        }
    }

    private static void store(ZipOutputStream zip, String name, byte[] bytes) throws Exception {
        ZipEntry entry = timeless(name);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
    }

    private static ZipEntry timeless(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(java.time.LocalDateTime.of(2020, 1, 1, 0, 0));
        return entry;
    }

    private static void sign(File packed, File signed, String keys, char[] password, int minSdk) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var bytes = new FileInputStream(keys)) {
            store.load(bytes, password);
        }
        String name = store.aliases().nextElement();
        var certificate = (X509Certificate) store.getCertificate(name);
        var signer = new ApkSigner.SignerConfig.Builder("ashyq", (PrivateKey) store.getKey(name, password), List.of(certificate));
        new ApkSigner.Builder(List.of(signer.build()))
            .setInputApk(packed)
            .setOutputApk(signed)
            .setMinSdkVersion(minSdk)
            .setV1SigningEnabled(false)
            .setV2SigningEnabled(true)
            .setV3SigningEnabled(true)
            .setAlignmentPreserved(false)
            .setLibraryPageAlignmentBytes(16384)
            .build()
            .sign();
        var result = new ApkVerifier.Builder(signed).setMinCheckedPlatformVersion(minSdk).build().verify();
        boolean good = result.isVerified() && result.isVerifiedUsingV2Scheme() && result.isVerifiedUsingV3Scheme();
        result.getErrors().forEach(System.out::println);
        result.getWarnings().forEach(System.out::println);
        System.out.println(good ? "signed and verified: v2 and v3" : "NOT VERIFIED");
        System.exit(good ? 0 : 1);
    }
}
