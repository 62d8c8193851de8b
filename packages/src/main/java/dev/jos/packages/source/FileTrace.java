package dev.jos.packages.source;

import dev.jos.interfaces.LibraryPath;
import dev.jos.packages.tools.FileTracer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/// What a build looked for among the files that it sees, found or not.
///
/// @param looked paths of files and directories, relative to the root
/// @param listed paths of directories whose names were read
record FileTrace(SortedSet<String> looked, SortedSet<String> listed) {

    FileTrace {
        looked = Collections.unmodifiableSortedSet(new TreeSet<>(looked));
        listed = Collections.unmodifiableSortedSet(new TreeSet<>(listed));
    }

    /// Nothing.
    static final FileTrace NONE = new FileTrace(Collections.emptySortedSet(), Collections.emptySortedSet());

    /// Reads all files of a directory that the tracer wrote to.
    static FileTrace read(Path directory, FilesOfRecipes files) throws IOException {
        var looked = new TreeSet<String>();
        var listed = new TreeSet<String>();
        try (DirectoryStream<Path> traces = Files.newDirectoryStream(directory)) {
            for (Path each : traces) {
                try (BufferedReader lines = new BufferedReader(
                        new InputStreamReader(Files.newInputStream(each), StandardCharsets.ISO_8859_1))) {
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        FileTracer.Event event = FileTracer.event(line).orElse(null);
                        switch (event) {
                            case FileTracer.Looked(String path)
                            when isSeen(path) -> looked.add(LibraryPath.normalize(path));
                            case FileTracer.Listed(String path)
                            when isSeen(path) -> listed.add(LibraryPath.normalize(path));
                            case FileTracer.Went(String path)
                            when isSeen(path) -> {
                                // Where relative paths lead from now on, nobody knows.
                                return files.everything();
                            }
                            case null, default -> {
                                // of no interest
                            }
                        }
                    }
                }
            }
        }
        return new FileTrace(looked, listed);
    }

    /// The same without paths that are taken anyway.
    FileTrace without(Predicate<String> taken) {
        var others = new TreeSet<>(looked);
        others.removeIf(taken);
        return new FileTrace(others, listed);
    }

    /// Whether packages can have a file there.
    private static boolean isSeen(String path) {
        String normal = LibraryPath.normalize(path);
        return path.startsWith("/") && (normal.startsWith("usr/") || normal.startsWith("etc/") || normal.equals("usr"));
    }
}
