package dev.jos.packages.scripts;

import dev.jos.packages.scripts.shell.ShellWord;
import dev.jos.packages.scripts.shell.ShellWord.Literal;

/// Pathname expansion without a file system: a pattern in a directory that does not exist stays as it is, and what
/// another one expands to is unknown.
final class Globbing {

    private Globbing() {}

    static boolean isPattern(ShellWord word) {
        return word.parts().stream()
                .anyMatch(part ->
                        part instanceof Literal literal && !literal.quoted() && firstWildcard(literal.text()) >= 0);
    }

    static String expand(String field, FreshInstall install, Effects effects) {
        int wildcard = firstWildcard(field);
        if (wildcard < 0 || !field.startsWith("/")) {
            return field;
        }
        String directory = Paths.parent(field.substring(0, wildcard));
        return install.exists(directory, effects) == Outcome.FALSE ? field : directory + "/" + Text.UNKNOWN;
    }

    private static int firstWildcard(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("*?[".indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }
}
