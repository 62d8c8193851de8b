package dev.jos.packages.scripts;

import dev.jos.packages.scripts.shell.ShellCommand;
import dev.jos.packages.scripts.shell.ShellParser;
import dev.jos.packages.scripts.shell.ShellSyntaxException;
import java.util.List;
import java.util.Optional;

/// Text that may be a script.
final class ParsedScripts {

    private ParsedScripts() {}

    static Optional<List<ShellCommand>> parse(String text) {
        try {
            return Optional.of(ShellParser.parse(text));
        } catch (ShellSyntaxException notShell) {
            return Optional.empty();
        }
    }
}
