package dev.jos.packages.scripts;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// The words of one line of an adapter, read from left to right.
final class AdapterWords {

    private final String adapter;
    private final int line;
    private String rest;

    AdapterWords(String adapter, int line, String rest) {
        this.adapter = adapter;
        this.line = line;
        this.rest = rest.strip();
    }

    AdapterSyntaxException error(String problem) {
        return new AdapterSyntaxException(adapter, line, problem);
    }

    String next(String what) throws AdapterSyntaxException {
        if (rest.isEmpty()) {
            throw error("expected " + what);
        }
        int end = rest.indexOf(' ');
        String word = end < 0 ? rest : rest.substring(0, end);
        rest = end < 0 ? "" : rest.substring(end + 1).strip();
        return word;
    }

    String optional(String otherwise) throws AdapterSyntaxException {
        return rest.isEmpty() ? otherwise : next("a word");
    }

    String only() throws AdapterSyntaxException {
        String word = next("a word");
        end();
        return word;
    }

    String remaining() {
        String all = rest;
        rest = "";
        return all;
    }

    String rest(String what) throws AdapterSyntaxException {
        if (rest.isEmpty()) {
            throw error("expected " + what);
        }
        return remaining();
    }

    void end() throws AdapterSyntaxException {
        if (!rest.isEmpty()) {
            throw error("unexpected `" + rest + "`");
        }
    }

    <T> T oneOf(Map<String, T> choices) throws AdapterSyntaxException {
        String word = next("one of " + choices.keySet());
        T choice = choices.get(word);
        if (choice == null) {
            throw error("expected one of " + choices.keySet() + ", found `" + word + "`");
        }
        return choice;
    }

    String path() throws AdapterSyntaxException {
        String path = next("a path");
        if (!path.startsWith("/") || !Paths.canonical(path).equals(path)) {
            throw error("expected an absolute path without `/bin`, `/lib` or doubled slashes, found `" + path + "`");
        }
        return path;
    }

    int number(String text) throws AdapterSyntaxException {
        if (!text.matches("-?\\d{1,9}")) {
            throw error("expected a number, found `" + text + "`");
        }
        return Integer.parseInt(text);
    }

    OptionalInt optionalNumber() throws AdapterSyntaxException {
        return rest.isEmpty() ? OptionalInt.empty() : OptionalInt.of(number(next("a number")));
    }

    int mode() throws AdapterSyntaxException {
        String text = next("a mode");
        if (!text.matches("[0-7]{3,4}")) {
            throw error("expected an octal mode, found `" + text + "`");
        }
        return Integer.parseInt(text, 8);
    }

    OptionalInt optionalMode() throws AdapterSyntaxException {
        return rest.isEmpty() ? OptionalInt.empty() : OptionalInt.of(mode());
    }

    int lastMode() throws AdapterSyntaxException {
        int mode = optionalMode().orElse(0644);
        end();
        return mode;
    }

    ModeExpression expression(String text) throws AdapterSyntaxException {
        try {
            return new ModeExpression(text);
        } catch (IllegalArgumentException noMode) {
            throw error("expected a mode, found `" + text + "`");
        }
    }

    /// `key=value` words; a value may be quoted with `"`.
    Map<String, String> fields(Set<String> keys) throws AdapterSyntaxException {
        Map<String, String> fields = new HashMap<>();
        while (!rest.isEmpty()) {
            int equals = rest.indexOf('=');
            String key = equals < 0 ? rest : rest.substring(0, equals);
            if (!keys.contains(key)) {
                throw error("expected one of " + keys + " and `=`, found `" + key + "`");
            }
            rest = rest.substring(equals + 1);
            if (rest.startsWith("\"")) {
                int close = rest.indexOf('"', 1);
                if (close < 0) {
                    throw error("a quotation without its end");
                }
                fields.put(key, rest.substring(1, close));
                rest = rest.substring(close + 1).strip();
            } else {
                fields.put(key, next("a value"));
            }
        }
        return fields;
    }
}
