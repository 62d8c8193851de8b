package dev.jos.packages.scripts;

/// Shell patterns: `*`, `?` and bracket expressions; POSIX.1-2024, Shell Command Language, section 2.14.
final class Glob {

    private Glob() {}

    static boolean matches(String pattern, String text) {
        return matches(pattern, 0, text, 0);
    }

    private static boolean matches(String pattern, int p, String text, int t) {
        int at = t;
        for (int i = p; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '*') {
                return matchesRest(pattern, i + 1, text, at);
            }
            if (at >= text.length()) {
                return false;
            }
            int close = c == '[' ? pattern.indexOf(']', i + 2) : -1;
            if (close > 0) {
                if (!inSet(pattern.substring(i + 1, close), text.charAt(at))) {
                    return false;
                }
                i = close;
            } else if (c == '\\' && i + 1 < pattern.length()) {
                i++;
                if (pattern.charAt(i) != text.charAt(at)) {
                    return false;
                }
            } else if (c != '?' && c != text.charAt(at)) {
                return false;
            }
            at++;
        }
        return at == text.length();
    }

    private static boolean matchesRest(String pattern, int p, String text, int from) {
        if (p == pattern.length()) {
            return true;
        }
        for (int t = from; t <= text.length(); t++) {
            if (matches(pattern, p, text, t)) {
                return true;
            }
        }
        return false;
    }

    private static boolean inSet(String set, char c) {
        boolean negated = set.startsWith("!") || set.startsWith("^");
        boolean found = false;
        for (int i = negated ? 1 : 0; i < set.length(); i++) {
            if (i + 2 < set.length() && set.charAt(i + 1) == '-') {
                found |= c >= set.charAt(i) && c <= set.charAt(i + 2);
                i += 2;
            } else {
                found |= c == set.charAt(i);
            }
        }
        return found != negated;
    }
}
