package dev.jos.activator.units;

import java.util.ArrayDeque;
import java.util.Deque;

/// Paths within the tree of a system, which has no links at its top: `/bin/sh` is `usr/bin/sh`.
public final class TreePaths {

    private TreePaths() {}

    /// Where the link at `path` leads to by saying `target`; never above the top.
    static String follow(String path, String target) {
        int slash = path.lastIndexOf('/');
        return target.startsWith("/")
                ? of(target)
                : of("/" + (slash < 0 ? "" : path.substring(0, slash)) + "/" + target);
    }

    /// An absolute path of the machine as the tree has it.
    public static String of(String absolute) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : absolute.split("/", -1)) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        String first = parts.isEmpty() ? "" : parts.getFirst();
        boolean merged = first.equals("bin") || first.equals("sbin") || first.startsWith("lib");
        return (merged ? "usr/" : "") + String.join("/", parts);
    }
}
