package dev.jos.cli.command;

import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import dev.jos.modules.SystemModule;
import dev.jos.modules.machine.Machine;
import java.util.ArrayList;
import java.util.List;

/// What the arguments of a command name: a configuration, or else that in the current directory, and something in it.
///
/// @param path of an option, a part of one or a group; empty for everything
record OptionLookup(MachinePath machine, String path) {

    static final String LABEL = "OPTION";

    static OptionLookup of(Invocation invocation) throws CommandProblem {
        MachinePath.Target target = MachinePath.target(invocation);
        List<String> rest = target.rest();
        if (rest.size() > 1) {
            throw new CommandProblem(
                    ExitCode.NOT_FOUND,
                    "no-configuration",
                    "There is no configuration file `" + rest.getFirst() + "`.",
                    "Name the file that describes the machine, or its directory, before the option.");
        }
        return new OptionLookup(target.machine(), rest.isEmpty() ? "" : rest.getFirst());
    }

    /// What to say when a configuration has nothing at the path.
    CommandProblem missing(Machine machine) {
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
