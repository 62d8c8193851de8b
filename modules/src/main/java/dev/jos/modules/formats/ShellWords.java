package dev.jos.modules.formats;

import java.util.Collection;
import java.util.stream.Collectors;

/// Words for a POSIX shell, each of which it takes literally.
public final class ShellWords {

    private ShellWords() {}

    /// One word, in single quotes where the shell would take it apart or see a meaning in it.
    public static String quoted(String word) {
        boolean plain = !word.isEmpty()
                && word.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "/._-+:,@".indexOf(c) >= 0));
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /// Several words, with a space between them.
    public static String joined(Collection<String> words) {
        return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
    }
}
