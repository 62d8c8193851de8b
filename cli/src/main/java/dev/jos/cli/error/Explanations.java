package dev.jos.cli.error;

import dev.jos.activator.GenerationInUseException;
import dev.jos.activator.NoSuchGenerationException;
import dev.jos.activator.switching.BootPartitionProblem;
import dev.jos.bootloader.BootDirectoryFullException;
import dev.jos.host.CommandFailed;
import dev.jos.host.CommandNotStarted;
import dev.jos.host.CommandTimedOut;
import dev.jos.host.DiskFull;
import dev.jos.host.DownloadFailed;
import dev.jos.iso.MachineFailure;
import dev.jos.iso.MachineInUse;
import dev.jos.packages.archive.IndexMissingException;
import dev.jos.packages.archive.IndexSyntaxException;
import dev.jos.packages.archive.PackagesGoneException;
import dev.jos.packages.archive.ReleaseRejectedException;
import dev.jos.packages.deb.MalformedDebException;
import dev.jos.packages.deb.UnusableFile;
import dev.jos.packages.lock.LockSyntaxException;
import dev.jos.packages.resolve.NotLockedException;
import dev.jos.packages.resolve.UnsatisfiableException;
import dev.jos.packages.source.BuildFailed;
import dev.jos.packages.source.NotReproducible;
import dev.jos.packages.source.RecipeFailed;
import dev.jos.packages.source.SourceGone;
import dev.jos.packages.source.UnknownSource;
import dev.jos.packages.triggers.TriggerFailure;
import dev.jos.store.CollisionException;
import dev.jos.store.DamagedTree;
import dev.jos.store.MalformedClosure;
import dev.jos.store.MalformedTree;
import dev.jos.store.MissingObject;
import dev.jos.store.MissingTree;
import dev.jos.store.StoreInUse;
import dev.jos.store.WrongSize;
import dev.jos.system.MalformedGenerationException;
import dev.jos.system.SystemProblem;
import dev.jos.system.etc.UnknownAccountException;
import dev.jos.system.etc.UnreadableCertificateException;
import dev.jos.system.initrd.MissingModuleException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Words for what libraries throw: the one place where facts become advice.
public final class Explanations {

    private Explanations() {}

    /// Words for a failure; empty when it is none that a user could do something about, but a bug.
    ///
    /// Failures that came beside it are told too, when they have words of their own.
    public static Optional<CommandProblem> explain(Exception failure) {
        return alone(failure).map(problem -> together(problem, failure));
    }

    private static Optional<CommandProblem> alone(Throwable failure) {
        return switch (failure) {
            case CommandProblem known -> Optional.of(known);
            case IOException io -> Optional.of(explainIo(io));
            case CollisionException e -> Optional.of(PackageWords.collision(e));
            case UncheckedIOException e -> Optional.of(explainIo(Objects.requireNonNull(e.getCause())));
            default -> Optional.empty();
        };
    }

    /// One bad package does not hide another: what was suppressed is of the same kind.
    private static CommandProblem together(CommandProblem first, Exception failure) {
        List<ErrorMessage> messages = new ArrayList<>(first.messages());
        for (Throwable each : failure.getSuppressed()) {
            if (each instanceof MalformedDebException || each instanceof DownloadFailed) {
                alone(each).ifPresent(problem -> messages.addAll(problem.messages()));
            }
        }
        return messages.size() == first.messages().size() ? first : new CommandProblem(first.exitCode(), messages);
    }

    private static CommandProblem explainIo(IOException failure) {
        return switch (failure) {
            case UnsatisfiableException e -> PackageWords.unsatisfiable(e);
            case UnusableFile e ->
                new CommandProblem(
                        ExitCode.PACKAGES,
                        "unusable-package-file",
                        Sentences.of(e),
                        "Name another file in `packages.override`.");
            case PackagesGoneException e -> PackageWords.gone(e);
            case MalformedDebException e -> PackageWords.malformed(e);
            case UnknownSource e -> SourceWords.unknown(e);
            case SourceGone e -> SourceWords.gone(e);
            case RecipeFailed e -> RecipeWords.failed(e, Optional.empty());
            case BuildFailed e -> SourceWords.failed(e);
            case NotReproducible e -> SourceWords.notReproducible(e);
            case NotLockedException e -> PackageWords.notLocked(e);
            case LockSyntaxException e -> PackageWords.lockSyntax(e);
            case ReleaseRejectedException e -> ReleaseWords.rejected(e);
            case IndexSyntaxException e -> PackageWords.malformedList(e);
            case IndexMissingException e -> PackageWords.missingIndex(e);
            case DownloadFailed e -> DownloadWords.failed(e);
            case NoSuchGenerationException e ->
                new CommandProblem(
                        ExitCode.NOT_FOUND,
                        "no-such-generation",
                        "There is no generation " + e.number() + " of `" + e.profile() + "`.",
                        "Run `jos generations list` to see all.");
            case GenerationInUseException e -> inUse(e);
            case BootPartitionProblem e -> BootWords.wrong(e);
            case BootDirectoryFullException e -> BootWords.full(e);
            case StoreInUse e -> StoreWords.inUse(e);
            case MissingObject _, MissingTree _, DamagedTree _, MalformedTree _, WrongSize _ ->
                StoreWords.damaged(failure);
            case MalformedClosure e -> StoreWords.closure(e);
            case MalformedGenerationException e -> StoreWords.system(e);
            case MachineInUse e ->
                new CommandProblem(
                        ExitCode.FAILURE,
                        "machine-in-use",
                        "The virtual machine `" + e.name() + "` runs already.",
                        "End it first: Ctrl-A X on its console, or `poweroff` in it.");
            case SystemProblem e ->
                e.getCause() instanceof CollisionException collision
                        ? PackageWords.collision(collision)
                        : new CommandProblem(ExitCode.PACKAGES, "no-system", Sentences.of(e));
            case UnknownAccountException e ->
                new CommandProblem(
                        ExitCode.CONFIGURATION,
                        "no-such-account",
                        Sentences.of(e),
                        "Declare `" + e.account() + "` in `users`, or name another owner of the file.");
            case UnreadableCertificateException e ->
                new CommandProblem(
                        ExitCode.CONFIGURATION,
                        "unreadable-certificate",
                        Sentences.of(e),
                        "Give it as PEM, from `-----BEGIN CERTIFICATE-----` to `-----END CERTIFICATE-----`.");
            case MissingModuleException e ->
                new CommandProblem(
                        ExitCode.CONFIGURATION,
                        "no-such-module",
                        Sentences.of(e),
                        "Correct `boot.initrd.modules` and the types in `fileSystems`, or choose another kernel with"
                                + " `boot.kernel.package`.");
            default -> explainRun(failure);
        };
    }

    private static CommandProblem explainRun(IOException failure) {
        return switch (failure) {
            case TriggerFailure e when DiskFull.isMeantBy(e) -> FileWords.diskFull("");
            case TriggerFailure e
            when e.getCause() instanceof CommandFailed cause ->
                failed(
                        "not-generated",
                        "`" + e.job() + "` failed.",
                        cause.result().errorTail());
            case MachineFailure e -> failed("machine-failed", Sentences.of(e), e.console());
            case CommandFailed e ->
                failed(
                        "command-failed",
                        "`" + e.command().program() + "` failed with status "
                                + e.result().status() + ".",
                        e.result().errorTail());
            case CommandTimedOut e -> new CommandProblem(ExitCode.FAILURE, "timed-out", Sentences.of(e));
            case CommandNotStarted e -> new CommandProblem(ExitCode.FAILURE, "not-started", Sentences.of(e));
            case InterruptedIOException _ -> new CommandProblem(ExitCode.FAILURE, "interrupted", "Interrupted.");
            case FileSystemException e -> FileWords.failed(e);
            default ->
                DiskFull.isMeantBy(failure)
                        ? FileWords.diskFull("")
                        : new CommandProblem(ExitCode.STORAGE, "failed", Sentences.of(failure));
        };
    }

    /// @param said what a program said last
    private static CommandProblem failed(String kind, String sentence, String said) {
        return new CommandProblem(ExitCode.FAILURE, kind, sentence, said.lines().toList(), List.of());
    }

    private static CommandProblem inUse(GenerationInUseException e) {
        String number = "Generation " + e.generation().number() + " of `"
                + e.generation().profile() + "`";
        return switch (e.use()) {
            case NEWEST -> inUse(number + " is the newest and cannot be deleted.", "Build another one first.");
            case RUNNING -> inUse(number + " is running and cannot be deleted.", "Boot another one first.");
        };
    }

    private static CommandProblem inUse(String sentence, String hint) {
        return new CommandProblem(ExitCode.FAILURE, "generation-in-use", sentence, hint);
    }
}
