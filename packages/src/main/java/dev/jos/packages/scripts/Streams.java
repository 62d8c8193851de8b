package dev.jos.packages.scripts;

import org.jspecify.annotations.Nullable;

/// Standard input and output of the command that is being evaluated.
final class Streams {

    private @Nullable StringBuilder output;
    private String input = "";

    /// What is left to read; [Text#UNKNOWN] if nobody can tell.
    String input() {
        return input;
    }

    void feed(String text) {
        input = text;
    }

    /// Takes the next line from known input that is not empty.
    String nextLine() {
        int end = input.indexOf('\n');
        String line = end < 0 ? input : input.substring(0, end);
        input = end < 0 ? "" : input.substring(end + 1);
        return line;
    }

    void print(String text) {
        if (output != null) {
            output.append(text);
        }
    }

    /// What the body prints.
    String captured(Runnable body) {
        StringBuilder outer = output;
        StringBuilder captured = new StringBuilder();
        output = captured;
        body.run();
        output = outer;
        return captured.toString();
    }
}
