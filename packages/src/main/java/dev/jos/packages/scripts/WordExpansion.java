package dev.jos.packages.scripts;

import dev.jos.packages.scripts.shell.ShellCommand;
import dev.jos.packages.scripts.shell.ShellWord;
import dev.jos.packages.scripts.shell.ShellWord.Arithmetic;
import dev.jos.packages.scripts.shell.ShellWord.Literal;
import dev.jos.packages.scripts.shell.ShellWord.Parameter;
import dev.jos.packages.scripts.shell.ShellWord.Part;
import dev.jos.packages.scripts.shell.ShellWord.Substitution;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Expands words: parameters, command substitutions, field splitting; POSIX.1-2024, section 2.6.
final class WordExpansion {

    private final Environment environment;
    private final Function<List<ShellCommand>, String> substitution;

    /// @param substitution evaluates commands and gives what they print
    WordExpansion(Environment environment, Function<List<ShellCommand>, String> substitution) {
        this.environment = environment;
        this.substitution = substitution;
    }

    /// The fields a word becomes: none for an unset parameter, several for an unquoted list.
    List<String> fields(ShellWord word) {
        List<String> fields = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        boolean open = false;
        for (Part part : word.parts()) {
            switch (part) {
                case Literal literal -> {
                    current.append(literal.text());
                    open |= literal.quoted() || !literal.text().isEmpty();
                }
                case Parameter parameter
                when parameter.name().equals("@") && parameter.operator().isEmpty() -> {
                    for (String value : environment.positional()) {
                        flush(fields, current, open);
                        current.append(value);
                        open = true;
                    }
                }
                default -> {
                    String value = value(part);
                    if (isQuoted(part)) {
                        current.append(value);
                        open = true;
                    } else {
                        open = split(value, fields, current, open);
                    }
                }
            }
        }
        flush(fields, current, open);
        return fields;
    }

    private static void flush(List<String> fields, StringBuilder current, boolean open) {
        if (open) {
            fields.add(current.toString());
        }
        current.setLength(0);
    }

    private static boolean split(String value, List<String> fields, StringBuilder current, boolean open) {
        boolean nowOpen = open;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ' ' || c == '\t' || c == '\n') {
                flush(fields, current, nowOpen);
                nowOpen = false;
            } else {
                current.append(c);
                nowOpen = true;
            }
        }
        return nowOpen;
    }

    private static boolean isQuoted(Part part) {
        return switch (part) {
            case Literal literal -> literal.quoted();
            case Parameter parameter -> parameter.quoted();
            case Substitution commands -> commands.quoted();
            case Arithmetic arithmetic -> true;
        };
    }

    /// The one string a word becomes where fields are not split: in assignments, `case`, here-documents.
    String text(ShellWord word) {
        StringBuilder text = new StringBuilder();
        for (Part part : word.parts()) {
            text.append(part instanceof Literal literal ? literal.text() : value(part));
        }
        return text.toString();
    }

    /// The word as a pattern: quoted characters stand for themselves.
    String pattern(ShellWord word) {
        StringBuilder pattern = new StringBuilder();
        for (Part part : word.parts()) {
            if (part instanceof Literal literal && !literal.quoted()) {
                pattern.append(literal.text());
            } else {
                String value = part instanceof Literal literal ? literal.text() : value(part);
                pattern.append(isQuoted(part) ? value.replaceAll("([*?\\[\\\\])", "\\\\$1") : value);
            }
        }
        return pattern.toString();
    }

    private String value(Part part) {
        return switch (part) {
            case Literal literal -> literal.text();
            case Arithmetic arithmetic -> Text.UNKNOWN;
            case Substitution commands -> withoutTrailingNewlines(substitution.apply(commands.commands()));
            case Parameter parameter -> parameter(parameter);
        };
    }

    private static String withoutTrailingNewlines(String output) {
        int end = output.length();
        while (end > 0 && output.charAt(end - 1) == '\n') {
            end--;
        }
        return output.substring(0, end);
    }

    private String parameter(Parameter parameter) {
        String value = plain(parameter.name());
        String operator = parameter.operator();
        return switch (operator) {
            case "" -> value;
            case "length" -> Text.isKnown(value) ? Integer.toString(value.length()) : Text.UNKNOWN;
            case ":-", "-" -> value.isEmpty() ? text(parameter.argument()) : value;
            case ":=", "=" -> {
                if (value.isEmpty()) {
                    environment.set(parameter.name(), text(parameter.argument()));
                }
                yield plain(parameter.name());
            }
            case ":+", "+" -> present(parameter, value);
            case ":?", "?" -> value;
            case "#", "##", "%", "%%" ->
                Text.isKnown(value) ? trimmed(value, operator, pattern(parameter.argument())) : Text.UNKNOWN;
            default -> Text.UNKNOWN;
        };
    }

    private String present(Parameter parameter, String value) {
        boolean present = parameter.operator().equals("+") ? environment.isSet(parameter.name()) : !value.isEmpty();
        return !Text.isKnown(value) ? Text.UNKNOWN : present ? text(parameter.argument()) : "";
    }

    private String plain(String name) {
        List<String> positional = environment.positional();
        return switch (name) {
            case "#" -> Integer.toString(positional.size());
            case "@", "*" -> String.join(" ", positional);
            case "?", "$", "!", "-" -> Text.UNKNOWN;
            default -> {
                if (!Character.isDigit(name.charAt(0))) {
                    yield environment.variable(name);
                }
                int index = Integer.parseInt(name);
                yield index == 0
                        ? environment.variable("0")
                        : index <= positional.size() ? positional.get(index - 1) : "";
            }
        };
    }

    private static String trimmed(String value, String operator, String pattern) {
        boolean prefix = operator.startsWith("#");
        boolean longest = operator.length() == 2;
        for (int i = 0; i <= value.length(); i++) {
            int cut = prefix == longest ? value.length() - i : i;
            String removed = prefix ? value.substring(0, cut) : value.substring(cut);
            if (Glob.matches(pattern, removed)) {
                return prefix ? value.substring(cut) : value.substring(0, cut);
            }
        }
        return value;
    }
}
