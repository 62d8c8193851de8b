package dev.jos.cli.error;

import dev.jos.host.DiskFull;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// Words for files that cannot be read or written.
final class FileWords {

    private FileWords() {}

    static CommandProblem failed(FileSystemException e) {
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

    /// @param where what the room was needed for, such as ` for ` and a path
    static CommandProblem diskFull(String where) {
        return new CommandProblem(
                ExitCode.STORAGE,
                "disk-full",
                "The disk is full: there is no room" + where + ".",
                "Free space, for example with `jos store gc`, and run the same command again: it goes on where it"
                        + " stopped.");
    }
}
