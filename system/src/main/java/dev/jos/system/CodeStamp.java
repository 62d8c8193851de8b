package dev.jos.system;

import dev.jos.host.Sha256;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/// Names the code that runs, by the sizes and times of its files, so that no result of other code is taken for its
/// own.
///
/// It stands in keys of what this machine remembers and never in anything that two machines have to agree on.
public final class CodeStamp {

    private CodeStamp() {}

    /// The stamp of what runs now.
    public static String ofThis() throws IOException {
        return of(System.getProperty("java.class.path", ""));
    }

    /// The stamp of a class path as `java.class.path` shows it.
    static String of(String classPath) throws IOException {
        var text = new StringBuilder();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            if (Files.exists(path)) {
                stamp(path, text);
            }
        }
        return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8)).hex();
    }

    private static void stamp(Path path, StringBuilder text) throws IOException {
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                text.append(path.relativize(file))
                        .append(' ')
                        .append(attributes.size())
                        .append(' ')
                        .append(attributes.lastModifiedTime())
                        .append('\n');
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
