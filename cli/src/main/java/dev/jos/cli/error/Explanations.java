package dev.jos.cli.error;

import dev.jos.activator.GenerationInUseException;
import dev.jos.activator.NoSuchGenerationException;
import dev.jos.config.Diagnostic.Excerpt;
import dev.jos.config.Place;
import dev.jos.host.CommandFailed;
import dev.jos.host.CommandNotStarted;
import dev.jos.host.CommandTimedOut;
import dev.jos.host.DiskFull;
import dev.jos.host.DownloadFailed;
import dev.jos.iso.MachineFailure;
import dev.jos.iso.MachineInUse;
import dev.jos.packages.lock.LockSyntaxException;
import dev.jos.packages.resolve.UnsatisfiableException;
import dev.jos.store.CollisionException;
import dev.jos.store.StoreInUse;
import dev.jos.system.SystemProblem;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Words for what libraries throw: the one place where facts become advice.
public final class Explanations {

    private Explanations() {}

    /// Words for a failure; empty when it is none that a user could do something about, but a bug.
    public static Optional<CommandProblem> explain(Exception failure) {
        return switch (failure) {
            case CommandProblem known -> Optional.of(known);
            case IOException io -> Optional.of(explainIo(io));
            case CollisionException e -> Optional.of(collision(e));
            case UncheckedIOException e -> Optional.of(explainIo(Objects.requireNonNull(e.getCause())));
            default -> Optional.empty();
        };
    }

    private static CommandProblem explainIo(IOException failure) {
        return switch (failure) {
            case UnsatisfiableException e -> unsatisfiable(e);
            case DownloadFailed e -> downloads(e);
            case NoSuchGenerationException e ->
                new CommandProblem(
                        ExitCode.NOT_FOUND,
                        "no-such-generation",
                        "There is no generation " + e.number() + " of `" + e.profile() + "`.",
                        "Run `jos generations list` to see all.");
            case GenerationInUseException e -> inUse(e);
            case StoreInUse e ->
                new CommandProblem(
                        ExitCode.FAILURE,
                        "store-in-use",
                        "Another command is using the store `" + e.store() + "`.",
                        "Wait until it has ended and try again.");
            case LockSyntaxException e -> lockSyntax(e);
            case MachineInUse e ->
                new CommandProblem(
                        ExitCode.FAILURE,
                        "machine-in-use",
                        "The virtual machine `" + e.name() + "` runs already.",
                        "End it first: Ctrl-A X on its console, or `poweroff` in it.");
            case SystemProblem e -> new CommandProblem(ExitCode.PACKAGES, "no-system", sentence(e));
            case MachineFailure e ->
                new CommandProblem(
                        ExitCode.FAILURE,
                        List.of(ErrorMessage.of("machine-failed", sentence(e))
                                .details(e.console().lines().toList())));
            case CommandFailed e ->
                new CommandProblem(
                        ExitCode.FAILURE,
                        List.of(ErrorMessage.of(
                                        "command-failed",
                                        "`" + e.command().program() + "` failed with status "
                                                + e.result().status() + ".")
                                .details(e.result().errorTail().lines().toList())));
            case CommandTimedOut e -> new CommandProblem(ExitCode.FAILURE, "timed-out", sentence(e));
            case CommandNotStarted e -> new CommandProblem(ExitCode.FAILURE, "not-started", sentence(e));
            case InterruptedIOException _ -> new CommandProblem(ExitCode.FAILURE, "interrupted", "Interrupted.");
            case FileSystemException e -> file(e);
            default ->
                DiskFull.isMeantBy(failure)
                        ? diskFull("")
                        : new CommandProblem(ExitCode.STORAGE, "failed", sentence(failure));
        };
    }

    private static CommandProblem unsatisfiable(UnsatisfiableException e) {
        List<String> explanation = e.explanation();
        ErrorMessage message = new ErrorMessage(
                false,
                "unsatisfiable",
                explanation.getFirst(),
                List.of(),
                explanation.subList(1, explanation.size()),
                e.hints());
        return new CommandProblem(ExitCode.PACKAGES, List.of(message));
    }

    private static CommandProblem collision(CollisionException e) {
        List<String> details = e.collisions().stream()
                .map(each -> "`/" + each.path() + "` is in " + String.join(" and in ", each.layers()))
                .toList();
        return new CommandProblem(
                ExitCode.PACKAGES,
                List.of(new ErrorMessage(
                        false,
                        "collision",
                        "Packages have different files at the same path.",
                        List.of(),
                        details,
                        List.of("Remove one of them from the configuration."))));
    }

    private static CommandProblem lockSyntax(LockSyntaxException e) {
        Excerpt place = new Excerpt(new Place(e.file(), e.line(), 1, 1, ""), "");
        return new CommandProblem(
                ExitCode.CONFIGURATION,
                List.of(new ErrorMessage(
                        false,
                        "lock-syntax",
                        capitalised(e.problem()),
                        List.of(place),
                        List.of(),
                        List.of("Restore the lock file from your version control, or remove it to lock anew."))));
    }

    private static CommandProblem inUse(GenerationInUseException e) {
        String number = "Generation " + e.generation().number() + " of `"
                + e.generation().profile() + "`";
        return switch (e.use()) {
            case NEWEST ->
                new CommandProblem(
                        ExitCode.FAILURE,
                        "generation-in-use",
                        number + " is the newest and cannot be deleted.",
                        "Build another one first.");
            case RUNNING ->
                new CommandProblem(
                        ExitCode.FAILURE,
                        "generation-in-use",
                        number + " is running and cannot be deleted.",
                        "Boot another one first.");
        };
    }

    private static CommandProblem downloads(DownloadFailed failed) {
        List<ErrorMessage> messages = new ArrayList<>();
        boolean diskFull = false;
        for (DownloadFailed.Failure failure : failed.failures()) {
            List<String> details = failure.attempts().stream()
                    .map(each -> "`" + each.source() + "`: " + DownloadFailed.describe(each.reason()))
                    .toList();
            diskFull |= failure.attempts().getLast().reason()
                            instanceof DownloadFailed.Reason.NotWritten(String _, boolean full)
                    && full;
            String name = String.valueOf(failure.attempts().getLast().source().getPath());
            String sentence = "`" + name.substring(name.lastIndexOf('/') + 1) + "` could not be downloaded.";
            messages.add(new ErrorMessage(
                    false,
                    "download-failed",
                    sentence,
                    List.of(),
                    details,
                    hint(failure).stream().toList()));
        }
        return diskFull
                ? diskFull("")
                : new CommandProblem(ExitCode.NETWORK, messages.subList(0, Math.min(messages.size(), 5)));
    }

    private static Optional<String> hint(DownloadFailed.Failure failure) {
        if (failure.nowhere()) {
            return Optional.of("Run `jos update`: the archive keeps only the newest version of each package.");
        }
        return switch (failure.attempts().getLast().reason()) {
            case DownloadFailed.Reason.Transport _ ->
                Optional.of("Check the network and try again; what has arrived is kept.");
            case DownloadFailed.Reason.Status _ -> Optional.of("Try again later, or set another mirror.");
            case DownloadFailed.Reason.WrongDigest _, DownloadFailed.Reason.WrongSize _ ->
                Optional.of("Try again later: the mirror may be in the middle of an update.");
            case DownloadFailed.Reason.NotFound _, DownloadFailed.Reason.NotWritten _ -> Optional.empty();
        };
    }

    private static CommandProblem file(FileSystemException e) {
        String file = "`" + e.getFile() + "`";
        return switch (e) {
            case DiskFull _ -> diskFull(" for " + file);
            case NoSuchFileException _ ->
                new CommandProblem(ExitCode.NOT_FOUND, "no-such-file", file + " does not exist.");
            case AccessDeniedException _ ->
                new CommandProblem(
                        ExitCode.STORAGE,
                        "access-denied",
                        "You may not read or write " + file + ".",
                        "Use another directory with `--root DIR`, or become a user who may.");
            default ->
                DiskFull.isMeantBy(e)
                        ? diskFull(" for " + file)
                        : new CommandProblem(
                                ExitCode.STORAGE,
                                "file-failed",
                                file + " cannot be read or written: " + (e.getReason() == null ? e : e.getReason())
                                        + ".");
        };
    }

    private static CommandProblem diskFull(String where) {
        return new CommandProblem(
                ExitCode.STORAGE,
                "disk-full",
                "The disk is full: there is no room" + where + ".",
                "Free space, for example with `jos store gc`, and run the same command again: it goes on where it"
                        + " stopped.");
    }

    /// The message of a library as a sentence.
    private static String sentence(IOException failure) {
        return capitalised(String.valueOf(failure.getMessage()).strip());
    }

    private static String capitalised(String text) {
        String capital = text.isEmpty() ? "" : Character.toUpperCase(text.charAt(0)) + text.substring(1);
        return capital.endsWith(".") ? capital : capital + ".";
    }
}
