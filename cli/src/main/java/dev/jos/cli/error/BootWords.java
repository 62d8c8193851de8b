package dev.jos.cli.error;

import dev.jos.activator.switching.BootPartitionProblem;
import dev.jos.bootloader.BootDirectoryFullException;
import dev.jos.cli.terminal.Amounts;

/// Words for a boot partition that is not as it has to be.
final class BootWords {

    private BootWords() {}

    static CommandProblem wrong(BootPartitionProblem problem) {
        String partition = "The boot partition `" + problem.partition() + "` ";
        return switch (problem.kind()) {
            case NOT_MOUNTED ->
                problem(
                        partition + "is not mounted; nothing was changed.",
                        "Mount it, and declare it in `fileSystems`, or say where it is with `boot.loader.mountPoint`.");
            case READ_ONLY ->
                problem(
                        partition + "is mounted read-only; nothing was changed.",
                        "Run `mount -o remount,rw " + problem.partition()
                                + "`; if it became so by itself, check it with" + " fsck.vfat first.");
            case NOT_FAT ->
                problem(
                        partition + "is not a FAT file system, which firmware could not read; nothing was changed.",
                        "Mount the EFI system partition there, or say where it is with `boot.loader.mountPoint`.");
        };
    }

    static CommandProblem full(BootDirectoryFullException full) {
        return problem(
                "The boot partition `" + full.directory() + "` has no room: "
                        + Amounts.bytes(full.needed()) + " are needed and "
                        + Amounts.bytes(full.free()) + " are free. What it boots is unchanged.",
                "Delete what is not of jos there, or make it larger: generations that could go are gone already.");
    }

    private static CommandProblem problem(String sentence, String hint) {
        return new CommandProblem(ExitCode.STORAGE, "boot-partition", sentence, hint);
    }
}
