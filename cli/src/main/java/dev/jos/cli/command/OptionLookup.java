package dev.jos.cli.command;

import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import dev.jos.modules.SystemModule;
import dev.jos.modules.machine.Machine;
import java.util.ArrayList;
import java.util.List;

/// Options that commands take as arguments.
final class OptionLookup {

    static final String LABEL = "OPTION";

    private OptionLookup() {}

    /// The option among the arguments after the configuration; empty when there is none.
    static String only(List<String> arguments) throws CommandProblem {
        if (arguments.size() > 1) {
            throw new CommandProblem(
                    ExitCode.NOT_FOUND,
                    "no-configuration",
                    "There is no configuration file `" + arguments.getFirst() + "`.",
                    "Name the file that describes the machine, or its directory, before the option.");
        }
        return arguments.isEmpty() ? "" : arguments.getFirst();
    }

    /// What to say about a path at which a configuration has nothing.
    static CommandProblem missing(Machine machine, String path) {
        List<String> hints = new ArrayList<>();
        SystemModule.catalog(machine.modules())
                .nearest(path)
                .ifPresent(name -> hints.add("Did you mean `" + name + "`?"));
        hints.add("Look for options with `jos options WORD`.");
        return new CommandProblem(
                ExitCode.NOT_FOUND,
                "no-such-option",
                "There is no option or value `" + path + "`.",
                hints.toArray(String[]::new));
    }
}
