package dev.jos.packages.scripts;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A command with its expanded arguments, and what a rule may do about it.
///
/// @param name the command's name without its directory
/// @param arguments what follows it
/// @param input what arrives at its standard input, [Text#UNKNOWN] if nobody can tell
/// @param script the script it is part of
record Call(String name, List<String> arguments, String input, ScriptContext script) {

    Effects effects() {
        return script.effects();
    }

    FreshInstall install() {
        return script.install();
    }

    /// An argument known in full.
    String known(int index) throws NotUnderstoodException {
        return known(argument(index));
    }

    String known(String argument) throws NotUnderstoodException {
        if (!Text.isKnown(argument)) {
            throw new NotUnderstoodException("an argument of `" + name + "` is not known before the script runs");
        }
        return argument;
    }

    String argument(int index) throws NotUnderstoodException {
        if (index >= arguments.size()) {
            throw new NotUnderstoodException("`" + name + "` has too few arguments");
        }
        return arguments.get(index);
    }

    boolean has(String option) {
        return arguments.contains(option);
    }

    /// The absolute, usr-merged path an argument names.
    String path(String argument) throws NotUnderstoodException {
        return Paths.canonical(script.environment().absolute(known(argument)));
    }

    NotUnderstoodException notUnderstood(String why) {
        return new NotUnderstoodException(why);
    }

    /// Splits options from operands as getopt(3) does.
    ///
    /// @param valued options that take a value, such as `-m` or `--mode`
    Options options(Set<String> valued) throws NotUnderstoodException {
        Options options = new Options();
        boolean operandsOnly = false;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (operandsOnly || !argument.startsWith("-") || argument.equals("-")) {
                options.operands().add(argument);
            } else if (argument.equals("--")) {
                operandsOnly = true;
            } else if (valued.contains(argument)) {
                options.put(argument, argument(++i));
            } else if (argument.startsWith("--")) {
                int equals = argument.indexOf('=');
                options.put(
                        equals < 0 ? argument : argument.substring(0, equals),
                        equals < 0 ? "" : argument.substring(equals + 1));
            } else {
                i = cluster(argument, valued, options, i);
            }
        }
        return options;
    }

    /// Reads `-pm0755` and `-pm 0755`; gives the index of the last argument used.
    private int cluster(String argument, Set<String> valued, Options options, int index) throws NotUnderstoodException {
        for (int c = 1; c < argument.length(); c++) {
            String option = "-" + argument.charAt(c);
            if (!valued.contains(option)) {
                options.put(option, "");
            } else if (c + 1 < argument.length()) {
                options.put(option, argument.substring(c + 1));
                return index;
            } else {
                options.put(option, argument(index + 1));
                return index + 1;
            }
        }
        return index;
    }

    /// The known operands as canonical paths.
    List<String> paths(List<String> operands) throws NotUnderstoodException {
        List<String> paths = new ArrayList<>();
        for (String operand : operands) {
            paths.add(path(operand));
        }
        return paths;
    }
}
