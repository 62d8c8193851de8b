package dev.jos.packages.scripts;

import dev.jos.packages.scripts.shell.ShellCommand.Redirection;
import dev.jos.packages.scripts.shell.ShellCommand.Span;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Evaluates bodies whose output may go to a file or whose input may be a here-document.
final class Redirections {

    private final ScriptState state;
    private final WordExpansion expansion;

    Redirections(ScriptState state, WordExpansion expansion) {
        this.state = state;
        this.expansion = expansion;
    }

    /// Evaluates `body` as redirected. What is known of its output becomes the content of the file it goes to.
    Outcome around(Span span, List<Redirection> redirections, Supplier<Outcome> body) {
        Streams streams = state.streams();
        String outerInput = streams.input();
        boolean ownInput = false;
        for (Redirection redirection : redirections) {
            ownInput |= feed(redirection);
        }
        Outcome[] outcome = {Outcome.TRUE};
        Optional<Redirection> written = written(redirections);
        String text = "";
        if (written.isEmpty()) {
            outcome[0] = body.get();
        } else {
            text = streams.captured(() -> outcome[0] = body.get());
        }
        if (ownInput) {
            streams.feed(outerInput);
        }
        if (written.isPresent() && !isDuplicate(written.get())) {
            write(span, written.get(), text);
        }
        return outcome[0];
    }

    /// Lets the body read what is redirected to its input. Returns whether anything is.
    private boolean feed(Redirection redirection) {
        switch (redirection.operator()) {
            case "<<" -> state.streams().feed(expansion.text(redirection.target()));
            case "<<<" -> state.streams().feed(expansion.text(redirection.target()) + "\n");
            case "<", "<>" -> state.streams().feed(Text.UNKNOWN);
            default -> {
                return false;
            }
        }
        return true;
    }

    /// The last redirection that takes the output away.
    private Optional<Redirection> written(List<Redirection> redirections) {
        return redirections.stream()
                .filter(Redirection::redirectsOutput)
                .filter(each ->
                        !isDuplicate(each) || !expansion.text(each.target()).equals("1"))
                .reduce((_, last) -> last);
    }

    /// Whether it goes where another descriptor does.
    private static boolean isDuplicate(Redirection redirection) {
        return redirection.operator().equals(">&");
    }

    private void write(Span span, Redirection redirection, String text) {
        String target = expansion.text(redirection.target());
        try {
            WrittenFile.write(state, target, text, redirection.operator().equals(">>"));
        } catch (NotUnderstoodException notUnderstood) {
            state.uncovered(span, String.valueOf(notUnderstood.getMessage()));
        }
    }
}
