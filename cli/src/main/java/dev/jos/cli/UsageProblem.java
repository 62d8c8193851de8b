package dev.jos.cli;

import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Words for a command line that cannot be parsed.
final class UsageProblem {

    private UsageProblem() {}

    static CommandProblem of(ParameterException failure) {
        String name = failure.getCommandLine().getCommandSpec().qualifiedName();
        List<String> hints = new ArrayList<>();
        String sentence =
                switch (failure) {
                    case UnmatchedArgumentException e -> unmatched(e, name, hints);
                    case MissingParameterException e -> missing(e, name);
                    default -> capitalised(String.valueOf(failure.getMessage()));
                };
        hints.add("Run `" + name + " --help` to see how it is used.");
        return new CommandProblem(ExitCode.USAGE, "usage", sentence, hints.toArray(String[]::new));
    }

    private static String unmatched(UnmatchedArgumentException failure, String name, List<String> hints) {
        String written = failure.getUnmatched().getFirst();
        List<String> near = failure.getSuggestions();
        if (!near.isEmpty()) {
            hints.add("Did you mean `" + near.getFirst() + "`?");
        }
        if (failure.isUnknownOption()) {
            return "`" + name + "` has no option `" + written + "`.";
        }
        boolean takesCommands =
                !failure.getCommandLine().getCommandSpec().subcommands().isEmpty();
        return takesCommands
                ? "`" + name + "` has no command `" + written + "`."
                : "`" + name + "` does not expect another argument: `" + written + "`.";
    }

    private static String missing(MissingParameterException failure, String name) {
        List<ArgSpec> missing = failure.getMissing();
        ArgSpec first = missing.isEmpty() ? failure.getArgSpec() : missing.getFirst();
        if (first == null) {
            return capitalised(String.valueOf(failure.getMessage()));
        }
        return first instanceof OptionSpec option
                ? "The option `" + option.longestName() + "` needs a value: `" + option.paramLabel() + "`."
                : "`" + name + "` needs the argument `" + first.paramLabel() + "`.";
    }

    private static String capitalised(String text) {
        String first = text.isEmpty() ? "" : Character.toUpperCase(text.charAt(0)) + text.substring(1);
        return first.endsWith(".") ? first : first + ".";
    }
}
