package dev.jos.cli.error;

import dev.jos.store.MalformedClosure;
import dev.jos.store.StoreInUse;
import java.io.IOException;

/// Words for a store that is in use, or is not what it was written as.
final class StoreWords {

    private StoreWords() {}

    static CommandProblem inUse(StoreInUse e) {
        return new CommandProblem(
                ExitCode.FAILURE,
                "store-in-use",
                "Another command is using the store `" + e.store() + "`.",
                "Wait until it has ended and try again.");
    }

    /// @param fact what is missing or damaged, as a clause
    static CommandProblem damaged(IOException fact) {
        return damaged(
                "store",
                "The store is damaged: " + fact.getMessage() + ".",
                "Run `jos store repair`, which fetches again what is damaged or missing.");
    }

    static CommandProblem closure(MalformedClosure e) {
        return damaged(
                "store",
                "`" + e.file() + "` is damaged, so it is not known what it keeps in the store.",
                "Restore it, or remove it and build again what it belonged to.");
    }

    static CommandProblem system(IOException fact) {
        return damaged(
                "system",
                Sentences.of(fact),
                "Use the version of jos that built it; if it is damaged, remove the system's directory and build it"
                        + " again.");
    }

    private static CommandProblem damaged(String what, String sentence, String hint) {
        return new CommandProblem(ExitCode.DAMAGED, what + "-damaged", sentence, hint);
    }
}
