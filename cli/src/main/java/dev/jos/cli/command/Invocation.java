package dev.jos.cli.command;

import dev.jos.cli.terminal.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/// One call of a command: its arguments, and the session it runs in.
public record Invocation(ParseResult arguments, Session session) {

    public Console console() {
        return session.console();
    }

    /// Whether results are wanted as JSON.
    public boolean json() {
        return flag("--json");
    }

    public boolean flag(String option) {
        return arguments.matchedOptionValue(option, false);
    }

    public Optional<String> value(String option) {
        return Optional.ofNullable(arguments.matchedOptionValue(option, (String) null));
    }

    public List<String> values(String option) {
        return arguments.matchedOptionValue(option, List.of());
    }

    /// The argument at `position` (from 0), if given.
    public Optional<String> argument(int position) {
        List<String> all = positionals();
        return position < all.size() ? Optional.of(all.get(position)) : Optional.empty();
    }

    /// All arguments that are no options.
    public List<String> positionals() {
        List<String> all = new ArrayList<>();
        arguments.matchedPositionals().stream()
                .flatMap(each -> each.originalStringValues().stream())
                .forEach(all::add);
        return all;
    }
}
