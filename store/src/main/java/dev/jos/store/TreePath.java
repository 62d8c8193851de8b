package dev.jos.store;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/// The rules for paths within a tree.
final class TreePath {

    static final int MAX_NAME = 255;
    static final int MAX_PATH = 4095;

    /// A directory before what it holds, and that before the directory's next sibling; siblings in the order of
    /// their UTF-8 bytes. Plain comparison of whole paths differs: it puts `usr/bin-old` between `usr/bin` and
    /// `usr/bin/ls`.
    static final Comparator<String> ORDER = TreePath::compare;

    private TreePath() {}

    private static int compare(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return rank(a) - rank(b);
            }
        }
        return left.length() - right.length();
    }

    /// The place of a UTF-16 unit in the order of UTF-8 bytes: surrogates stand for what comes after all other
    /// characters, and the separator comes before all of them.
    private static int rank(char unit) {
        if (unit == '/') {
            return 0;
        }
        if (unit < Character.MIN_SURROGATE) {
            return unit;
        }
        return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
    }

    /// @throws IllegalArgumentException unless `path` is relative, plain (no empty component, `.`, `..` or NUL) and
    ///     within the limits of Linux
    static String checked(String path) {
        String problem = problem(path);
        if (problem != null) {
            throw new IllegalArgumentException("`" + path + "` is no path within a tree: " + problem);
        }
        return path;
    }

    private static @org.jspecify.annotations.Nullable String problem(String path) {
        if (path.isEmpty()) {
            return null;
        }
        if (path.charAt(0) == '/') {
            return "it is absolute";
        }
        if (path.indexOf('\0') >= 0) {
            return "it contains NUL";
        }
        if (!isWellFormed(path)) {
            return "it is not Unicode";
        }
        if (utf8Length(path) > MAX_PATH) {
            return "it is longer than " + MAX_PATH + " bytes";
        }
        for (int start = 0; start <= path.length(); ) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            String problem = nameProblem(path, start, end);
            if (problem != null) {
                return problem;
            }
            start = end + 1;
        }
        return null;
    }

    private static @org.jspecify.annotations.Nullable String nameProblem(String path, int start, int end) {
        int length = end - start;
        if (length == 0) {
            return "a component is empty";
        }
        if (length <= 2 && path.charAt(start) == '.' && path.charAt(end - 1) == '.') {
            return "a component is `" + path.substring(start, end) + "`";
        }
        if (length > MAX_NAME / 3 && utf8Length(path.substring(start, end)) > MAX_NAME) {
            return "a component is longer than " + MAX_NAME + " bytes";
        }
        return null;
    }

    private static int utf8Length(String text) {
        return text.length() <= MAX_NAME / 3 ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
    }

    /// Whether every surrogate has its partner, so that the text survives UTF-8.
    static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit)) {
                boolean paired = Character.isHighSurrogate(unit)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!paired) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /// Whether `path` lies in the directory `ancestor`, at any depth.
    static boolean isBelow(String path, String ancestor) {
        if (ancestor.isEmpty()) {
            return !path.isEmpty();
        }
        return path.length() > ancestor.length() && path.charAt(ancestor.length()) == '/' && path.startsWith(ancestor);
    }
}
