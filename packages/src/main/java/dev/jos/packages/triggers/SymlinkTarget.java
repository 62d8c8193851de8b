package dev.jos.packages.triggers;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/// Where a symbolic link in a usr-merged view leads to, by its text alone.
final class SymlinkTarget {

    private static final Set<String> MERGED = Set.of("bin", "sbin", "lib", "lib64");

    private SymlinkTarget() {}

    /// The path within the view that a link at `path` with the text `target` names.
    static String resolve(String path, String target) {
        Deque<String> parts = new ArrayDeque<>();
        if (!target.startsWith("/")) {
            parts.addAll(java.util.Arrays.asList(path.split("/", -1)));
            parts.removeLast();
        }
        for (String part : target.split("/", -1)) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        if (!parts.isEmpty() && MERGED.contains(parts.getFirst())) {
            parts.addFirst("usr");
        }
        return String.join("/", parts);
    }
}
