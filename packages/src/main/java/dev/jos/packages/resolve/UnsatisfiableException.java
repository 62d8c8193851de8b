package dev.jos.packages.resolve;

import java.io.IOException;
import java.util.List;

/// No set of packages answers the request.
public final class UnsatisfiableException extends IOException {

    private final transient List<String> explanation;
    private final transient List<String> hints;

    UnsatisfiableException(List<String> explanation, List<String> hints) {
        super(String.join("\n", explanation));
        this.explanation = List.copyOf(explanation);
        this.hints = List.copyOf(hints);
    }

    /// Sentences that together say why, the first the shortest summary, then the chain of reasons.
    public List<String> explanation() {
        return explanation;
    }

    /// What could be done, each beginning with a verb; may be empty.
    public List<String> hints() {
        return hints;
    }
}
