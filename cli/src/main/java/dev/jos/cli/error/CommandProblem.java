package dev.jos.cli.error;

import java.util.List;

/// A command cannot do what it was asked to, and knows how to say so.
public final class CommandProblem extends Exception {

    private final transient List<ErrorMessage> messages;
    private final ExitCode exitCode;

    public CommandProblem(ExitCode exitCode, List<ErrorMessage> messages) {
        super(messages.getFirst().sentence());
        this.exitCode = exitCode;
        this.messages = List.copyOf(messages);
    }

    public CommandProblem(ExitCode exitCode, String kind, String sentence, String... hints) {
        this(exitCode, kind, sentence, List.of(), List.of(hints));
    }

    /// With lines that explain between the sentence and the hints.
    CommandProblem(ExitCode exitCode, String kind, String sentence, List<String> details, List<String> hints) {
        this(exitCode, List.of(new ErrorMessage(false, kind, sentence, List.of(), details, hints)));
    }

    /// At least one, in the order in which to show them.
    public List<ErrorMessage> messages() {
        return messages;
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
