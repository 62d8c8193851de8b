package dev.jos.modules.user;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// The files in a jar, in memory.
///
/// The modules in it are listed as ServiceLoader has it: one class name in each line of
/// `META-INF/services/dev.jos.modules.SystemModule`.
record Jar(SortedMap<String, byte[]> files) {

    private static final String SERVICES = "META-INF/services/dev.jos.modules.SystemModule";
    private static final String CLASS = ".class";

    /// More than any module needs, and little enough to hold: a jar may be crafted.
    private static final int MOST_BYTES = 64 << 20;

    private static final int MOST_FILES = 20_000;

    /// @throws IOException when the bytes are no jar, or one that is too large
    static Jar read(byte[] bytes) throws IOException {
        var files = new TreeMap<String, byte[]>();
        int left = MOST_BYTES;
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] content = zip.readNBytes(left + 1);
                left -= content.length;
                if (left < 0 || files.size() >= MOST_FILES) {
                    throw new IOException("it is larger than %d MB or has more than %d files"
                            .formatted(MOST_BYTES >> 20, MOST_FILES));
                }
                files.put(entry.getName(), content);
            }
        } catch (IllegalArgumentException badName) {
            throw new IOException("it names a file in no known encoding", badName);
        }
        if (files.isEmpty()) {
            throw new IOException("it is no jar, or an empty one");
        }
        return new Jar(files);
    }

    /// A jar of compiled classes, by their binary names, that lists `modules`.
    static Jar of(Map<String, byte[]> classes, List<String> modules) {
        var files = new TreeMap<String, byte[]>();
        classes.forEach((name, bytes) -> files.put(name.replace('.', '/') + CLASS, bytes));
        files.put(SERVICES, String.join("\n", modules).getBytes(StandardCharsets.UTF_8));
        return new Jar(files);
    }

    byte[] write() {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /// The class names of the modules that the jar lists.
    List<String> modules() {
        byte[] list = files.get(SERVICES);
        return list == null
                ? List.of()
                : new String(list, StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.replaceFirst("#.*", "").strip())
                        .filter(line -> !line.isEmpty())
                        .toList();
    }
}
