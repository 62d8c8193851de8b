package dev.jos.packages.scripts;

import java.util.List;
import java.util.Optional;

/// The shell's built-in commands that change nothing but the shell: variables, parameters, the directory.
final class StateBuiltins {

    private final Environment environment;
    private final Streams streams;

    StateBuiltins(Environment environment, Streams streams) {
        this.environment = environment;
        this.streams = streams;
    }

    /// Carries out the command, if it is one of these.
    Optional<Outcome> apply(String name, List<String> arguments) {
        switch (name) {
            case "set" -> setParameters(arguments);
            case "shift" -> {
                List<String> values = environment.positional();
                environment.setPositional(values.isEmpty() ? values : values.subList(1, values.size()));
            }
            case "cd" -> environment.enter(arguments.isEmpty() ? "/root" : environment.absolute(arguments.getFirst()));
            case "export", "local", "readonly", "declare", "typeset" -> arguments.forEach(this::declare);
            case "unset" -> arguments.forEach(environment::unset);
            case "read" -> {
                return Optional.of(
                        read(arguments.stream().filter(a -> !a.startsWith("-")).toList()));
            }
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(Outcome.TRUE);
    }

    private void setParameters(List<String> arguments) {
        int end = arguments.indexOf("--");
        if (end >= 0) {
            environment.setPositional(arguments.subList(end + 1, arguments.size()));
        } else if (!arguments.isEmpty() && "-+".indexOf((arguments.getFirst() + " ").charAt(0)) < 0) {
            environment.setPositional(arguments);
        }
    }

    private void declare(String argument) {
        int equals = argument.indexOf('=');
        if (equals > 0) {
            environment.set(argument.substring(0, equals), argument.substring(equals + 1));
        }
    }

    /// Reads a line of the input into variables; the last one gets the rest of the line.
    private Outcome read(List<String> variables) {
        String input = streams.input();
        if (!Text.isKnown(input) || input.isEmpty()) {
            variables.forEach(variable -> environment.set(variable, input.isEmpty() ? "" : Text.UNKNOWN));
            return input.isEmpty() ? Outcome.FALSE : Outcome.UNKNOWN;
        }
        String rest = streams.nextLine().strip();
        for (int i = 0; i < variables.size(); i++) {
            String[] split = i == variables.size() - 1 ? new String[] {rest} : rest.split("\\s+", 2);
            environment.set(variables.get(i), split[0]);
            rest = split.length > 1 ? split[1] : "";
        }
        return Outcome.TRUE;
    }
}
