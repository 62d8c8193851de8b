package dev.jos.packages.source;

import dev.jos.host.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/// A directory that is built. Names, contents, links and executable bits count, and neither times, owners nor
/// empty directories.
public final class SourceDirectory {

    private SourceDirectory() {}

    /// Names all that counts.
    public static Sha256 digest(Path directory) throws IOException {
        StringBuilder text = new StringBuilder("jos-source 1\n");
        for (Path each : files(directory)) {
            text.append(directory.relativize(each)).append('\0');
            if (Files.isSymbolicLink(each)) {
                text.append("link ").append(Files.readSymbolicLink(each));
            } else {
                text.append(Files.isExecutable(each) ? "program " : "file ").append(Sha256.ofFile(each));
            }
            text.append('\0');
        }
        return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// Puts all that counts into `target`, which does not exist yet; every file has the time `time`.
    static void copy(Path directory, Path target, FileTime time) throws IOException {
        Files.createDirectories(target);
        for (Path each : files(directory)) {
            Path copy = target.resolve(directory.relativize(each).toString());
            Files.createDirectories(copy.resolveSibling("."));
            if (Files.isSymbolicLink(each)) {
                Files.createSymbolicLink(copy, Files.readSymbolicLink(each));
            } else {
                boolean executable = Files.isExecutable(each);
                Files.copy(each, copy);
                Files.setPosixFilePermissions(
                        copy, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
                Files.setLastModifiedTime(copy, time);
            }
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(
                            each -> Files.isSymbolicLink(each) || Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }
}
