package dev.jos.activator.switching;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/// Finds out what became of a switch that did not say how it ended.
public final class Recovery {

    private final MachineLayout layout;
    private final IntentJournal journal;

    public Recovery(MachineLayout layout, IntentJournal journal) {
        this.layout = layout;
        this.journal = journal;
    }

    /// What there is to do about the last switch.
    public sealed interface Finding {

        /// Nothing: it ended.
        record Ended() implements Finding {}

        /// Nothing yet: it goes on.
        record GoesOn(Intent intent) implements Finding {}

        /// The machine was started again in between: it runs the old system or the new one, complete, and only the
        /// note is left over.
        record StartedAgain(Intent intent) implements Finding {}

        /// It was given up before anything of the running system was changed: only the note is left over.
        record NotBegun(Intent intent) implements Finding {}

        /// All was well already; the machine may or may not boot the new system.
        record Kept(Intent intent) implements Finding {}

        /// It was killed: the machine may have something of both systems.
        record Killed(Intent intent) implements Finding {}
    }

    public Finding look() throws IOException {
        Optional<Intent> intent = journal.read();
        if (intent.isEmpty()) {
            return new Finding.Ended();
        }
        if (journal.isWorking()) {
            return new Finding.GoesOn(intent.get());
        }
        if (!intent.get().bootId().equals(bootId(layout))) {
            return new Finding.StartedAgain(intent.get());
        }
        return switch (intent.get().phase()) {
            case PREPARED -> new Finding.NotBegun(intent.get());
            case CHANGING, CHECKING -> new Finding.Killed(intent.get());
            case KEPT -> new Finding.Kept(intent.get());
        };
    }

    /// Forgets a switch of which nothing is left to do.
    public void forget() throws IOException {
        journal.clear();
    }

    /// Names this boot of the machine.
    public static String bootId(MachineLayout layout) throws IOException {
        return Files.readString(layout.bootId()).strip();
    }
}
