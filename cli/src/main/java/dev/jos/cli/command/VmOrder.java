package dev.jos.cli.command;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A line that somebody types at the prompt of `jos vm --test`.
sealed interface VmOrder {

    /// Runs a command as root.
    record Run(String machine, String command) implements VmOrder {}

    /// Does something to a machine.
    ///
    /// @param argument what the verb needs; empty if it needs nothing
    record Do(String machine, Verb verb, String argument) implements VmOrder {}

    /// Shows the machines.
    record Machines() implements VmOrder {}

    /// Ends everything.
    record Quit() implements VmOrder {}

    /// Does nothing: an empty line.
    record Nothing() implements VmOrder {}

    /// Cannot be done.
    record Unknown(String problem) implements VmOrder {}

    /// What can be done to a machine from outside.
    enum Verb {
        BOOT("boot", "", "switch it on and wait for it"),
        SHUTDOWN("shutdown", "", "shut it down in order"),
        CUT_POWER("cut-power", "", "pull the plug"),
        RESET("reset", "", "press the reset button"),
        BLOCK("block", "", "pull its network cables out"),
        UNBLOCK("unblock", "", "plug them in"),
        SNAPSHOT("snapshot", "NAME", "keep its state"),
        FORK("fork", "NAME", "go back to that state"),
        SCREENSHOT("screenshot", "FILE", "write a picture of its screen"),
        CONSOLE("console", "", "show the end of its serial console");

        private final String word;
        private final String parameter;
        private final String meaning;

        Verb(String word, String parameter, String meaning) {
            this.word = word;
            this.parameter = parameter;
            this.meaning = meaning;
        }

        /// How it is typed after the name of a machine.
        String usage() {
            return (word + " " + parameter).strip();
        }

        String meaning() {
            return meaning;
        }

        private static Optional<Verb> named(String word) {
            return Arrays.stream(values())
                    .filter(verb -> verb.word.equals(word))
                    .findFirst();
        }
    }

    Pattern LINE = Pattern.compile("(?<machine>[A-Za-z0-9.-]+)(?<colon>:)?\\s+(?<rest>\\S.*)");

    /// Reads a line, given the names of the machines.
    static VmOrder of(String line, Set<String> machines) {
        String text = line.strip();
        return switch (text) {
            case "" -> new Nothing();
            case "quit", "exit" -> new Quit();
            case "machines" -> new Machines();
            default -> about(text, machines);
        };
    }

    private static VmOrder about(String text, Set<String> machines) {
        Matcher match = LINE.matcher(text);
        if (!match.matches() || !machines.contains(match.group("machine"))) {
            return new Unknown("`" + text + "` does not begin with a machine: " + String.join(", ", machines));
        }
        String machine = match.group("machine");
        return match.group("colon") != null
                ? new Run(machine, match.group("rest"))
                : verb(machine, match.group("rest"));
    }

    private static VmOrder verb(String machine, String rest) {
        String[] words = rest.split("\\s+", 2);
        String argument = words.length == 2 ? words[1] : "";
        Optional<Verb> verb = Verb.named(words[0]);
        if (verb.isEmpty()) {
            return new Unknown("`" + words[0] + "` is nothing that can be done to a machine; `" + machine + ": " + rest
                    + "` runs it there");
        }
        if (argument.isEmpty() != verb.get().parameter.isEmpty()) {
            return new Unknown("It is written `" + machine + " " + verb.get().usage() + "`");
        }
        return new Do(machine, verb.get(), argument);
    }
}
