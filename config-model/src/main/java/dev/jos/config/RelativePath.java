package dev.jos.config;

import java.util.ArrayDeque;

/// Paths of configuration files: strings with `/`, relative to the directory of the main file.
final class RelativePath {

    private RelativePath() {}

    /// What `path`, written in the file `from`, names.
    static String beside(String from, String path) {
        int slash = from.lastIndexOf('/');
        return normal(path.startsWith("/") || slash < 0 ? path : from.substring(0, slash + 1) + path);
    }

    /// Without `.`, without empty segments, and with `..` only at the start.
    static String normal(String path) {
        var segments = new ArrayDeque<String>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")
                    && !segments.isEmpty()
                    && !segments.getLast().equals("..")) {
                segments.removeLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        return (path.startsWith("/") ? "/" : "") + String.join("/", segments);
    }
}
