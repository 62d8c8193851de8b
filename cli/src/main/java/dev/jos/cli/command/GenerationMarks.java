package dev.jos.cli.command;

import dev.jos.activator.Generation;
import dev.jos.activator.switching.BootPartitionProblem;
import dev.jos.bootloader.BootState;
import dev.jos.system.SystemGeneration;
import dev.jos.system.SystemId;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What generations are to this machine: `running`, `booted`, `next` to start by itself, `given up` because it did not
/// come up, or `not in the boot menu`.
///
/// @param running empty on a machine that is not of jos
/// @param boot empty where there is no boot loader, or this user may not look at its partition
record GenerationMarks(Optional<SystemId> running, Optional<SystemId> booted, Optional<BootState> boot) {

    static GenerationMarks of(Session session) throws IOException {
        LiveSession machine = new LiveSession(session);
        try {
            Optional<SystemGeneration> running = machine.systems().running();
            return new GenerationMarks(
                    running.map(SystemGeneration::id),
                    machine.systems().booted().map(SystemGeneration::id),
                    running.isEmpty() ? Optional.empty() : boot(machine, running.get()));
        } catch (NoSuchFileException _) {
            // Its files are gone: `jos status` says so, and a list need not fail for that.
            return new GenerationMarks(Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    private static Optional<BootState> boot(LiveSession machine, SystemGeneration running) throws IOException {
        try {
            return machine.boot().state(running);
        } catch (BootPartitionProblem | AccessDeniedException _) {
            return Optional.empty();
        }
    }

    /// The marks of one generation, which may be none.
    List<String> of(Generation generation) {
        List<String> marks = new ArrayList<>();
        if (!generation.profile().equals(Profiles.INSTALLED)) {
            return marks;
        }
        if (running.equals(Optional.of(generation.system()))) {
            marks.add("running");
        }
        if (booted.equals(Optional.of(generation.system()))) {
            marks.add("booted");
        }
        boot.ifPresent(menu -> {
            if (menu.selected().orElse(0) == generation.number()) {
                marks.add("next");
            }
            Optional<BootState.Offer> offer = menu.offer(generation.number());
            if (offer.isEmpty()) {
                marks.add("not in the boot menu");
            } else if (offer.get().isUsedUp()) {
                marks.add("given up");
            }
        });
        return marks;
    }
}
