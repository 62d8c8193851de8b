package dev.jos.cli.command;

import java.util.List;

/// What to do about a name that there is not.
final class DidYouMean {

    private DidYouMean() {}

    /// A hint with the names near to it; without any, another one.
    static String or(String otherwise, List<String> near) {
        return near.isEmpty() ? otherwise : "Did you mean `" + String.join("`, `", near) + "`?";
    }
}
