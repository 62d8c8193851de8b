package dev.jos.config;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What one element of `imports` names: a file, the `.conf` files of a directory, or those that a pattern with `*`
/// and `?` matches.
///
/// A pattern does not match names that begin with a dot, and `*` no `/`, as in a shell.
final class Imports {

    private static final String SUFFIX = ".conf";

    private Imports() {}

    static List<String> files(
            ConfigurationFiles files, SourceFile from, String name, Definition element, List<Diagnostic> diagnostics) {
        String path = RelativePath.beside(from.path(), name);
        try {
            if (isPattern(path)) {
                var matches = expand(files, path);
                if (matches.isEmpty()) {
                    diagnostics.add(ImportMessages.noMatch(element, name));
                }
                return matches;
            }
            return files.kind(path) == ConfigurationFiles.Kind.DIRECTORY
                    ? directory(files, path, element, diagnostics)
                    : List.of(path);
        } catch (IOException problem) {
            diagnostics.add(ImportMessages.unreadable(element, files.shownAs(path), problem));
            return List.of();
        }
    }

    private static List<String> directory(
            ConfigurationFiles files, String path, Definition element, List<Diagnostic> diagnostics)
            throws IOException {
        var found = expand(files, path + "/*" + SUFFIX);
        if (found.isEmpty()) {
            diagnostics.add(ImportMessages.noFiles(element, files.shownAs(path)));
        }
        return found;
    }

    private static boolean isPattern(String path) {
        return path.indexOf('*') >= 0 || path.indexOf('?') >= 0;
    }

    private static List<String> expand(ConfigurationFiles files, String pattern) throws IOException {
        List<String> paths = List.of(pattern.startsWith("/") ? "/" : "");
        for (String segment : pattern.split("/", -1)) {
            if (!segment.isEmpty()) {
                paths = step(files, paths, segment);
            }
        }
        return paths.stream()
                .filter(path -> files.kind(path) == ConfigurationFiles.Kind.FILE)
                .toList();
    }

    private static List<String> step(ConfigurationFiles files, List<String> directories, String segment)
            throws IOException {
        var next = new ArrayList<String>();
        for (String directory : directories) {
            String prefix = directory.isEmpty() || directory.endsWith("/") ? directory : directory + "/";
            if (!isPattern(segment)) {
                next.add(prefix + segment);
            } else if (files.kind(directory) == ConfigurationFiles.Kind.DIRECTORY) {
                var matching = matcher(segment);
                for (String name : files.list(directory)) {
                    if (!name.startsWith(".") && matching.matcher(name).matches()) {
                        next.add(prefix + name);
                    }
                }
            }
        }
        return next;
    }

    private static Pattern matcher(String segment) {
        var regex = new StringBuilder();
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString());
    }
}
