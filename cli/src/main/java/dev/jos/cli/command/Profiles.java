package dev.jos.cli.command;

import dev.jos.activator.Generation;
import dev.jos.activator.Generations;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Finds out which machine a command means.
final class Profiles {

    static final String OPTION = "--profile";
    static final String DESCRIPTION = "Which machine (default: the only one there is, or `system`).";

    /// The profile of an installed machine.
    static final String INSTALLED = "system";

    private Profiles() {}

    /// The generations of the wanted profile.
    static Generations choose(Invocation invocation) throws IOException, CommandProblem {
        Session session = invocation.session();
        List<String> all = Generations.profiles(session.root());
        Optional<String> wanted = invocation.value(OPTION);
        if (wanted.isPresent() && !all.contains(wanted.get())) {
            throw new CommandProblem(
                    ExitCode.NOT_FOUND,
                    "no-such-profile",
                    "There is no machine `" + wanted.get() + "`.",
                    all.isEmpty()
                            ? "Build one with `jos build`."
                            : "Name one of these: " + String.join(", ", all) + ".");
        }
        String name = wanted.orElseGet(() -> all.size() == 1 ? all.getFirst() : INSTALLED);
        if (wanted.isEmpty() && all.size() > 1 && !all.contains(INSTALLED)) {
            throw new CommandProblem(
                    ExitCode.USAGE,
                    "profile-needed",
                    "There are several machines: " + String.join(", ", all) + ".",
                    "Add `--profile NAME` to say which one.");
        }
        return new Generations(session.root(), name, session.files());
    }

    /// The generation of this number, or the newest.
    static Generation generation(Generations generations, Optional<String> number) throws IOException, CommandProblem {
        Optional<Generation> found = number.isPresent() ? generations.find(number(number.get())) : generations.latest();
        return found.orElseThrow(() -> number.map(written -> new CommandProblem(
                        ExitCode.NOT_FOUND,
                        "no-such-generation",
                        "There is no generation " + written + ".",
                        "Run `jos generations list` to see all."))
                .orElseGet(() -> new CommandProblem(
                        ExitCode.NOT_FOUND,
                        "no-such-generation",
                        "There are no generations yet.",
                        "Build one with `jos build`.")));
    }

    /// A generation number as written on the command line.
    static int number(String written) throws CommandProblem {
        try {
            int number = Integer.parseInt(written);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Worded below.
        }
        throw new CommandProblem(
                ExitCode.USAGE,
                "not-a-generation",
                "`" + written + "` is not a generation: a number from 1 was expected.",
                "Run `jos generations list` to see all numbers.");
    }
}
