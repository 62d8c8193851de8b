package dev.jos.cli.command;

import dev.jos.activator.Generation;
import dev.jos.activator.Generations;
import dev.jos.cli.error.CommandProblem;
import dev.jos.host.Background;
import dev.jos.host.DownloadFailed;
import dev.jos.packages.lock.Lock;
import dev.jos.packages.lock.LockChange;
import dev.jos.store.StoreHold;
import dev.jos.system.SystemBuild;
import dev.jos.system.SystemGeneration;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// From a configuration to a numbered generation: locks packages, builds the system, files it.
///
/// @param changes what this build moved in the lock
/// @param effects what became of the packages that the machine had
/// @param remarks what the system lacks and why
/// @param fresh whether the generation is a new one
record MachineBuild(
        Generation generation,
        SystemGeneration system,
        List<LockChange> changes,
        PackageEffects effects,
        List<String> remarks,
        boolean fresh) {

    static MachineBuild run(MachineFile file, Libraries libraries, Session session) throws IOException, CommandProblem {
        return run(file, libraries, session, SourceUse.BUILD);
    }

    static MachineBuild run(MachineFile file, Libraries libraries, Session session, SourceUse use)
            throws IOException, CommandProblem {
        MachineLock locked = MachineLock.keep(file, libraries, session, use);
        Generations generations = new Generations(session.root(), file.profile(session), session.files());
        Optional<Generation> had = generations.latest();
        // From the moment the system is there until its generation is, only this keeps it from being collected.
        try (StoreHold _ = libraries.store().hold(session.progress());
                Background background = Background.unlimited()) {
            // What was just decided is known, so this need not wait for the system.
            Optional<Background.Result<PackageEffects>> early =
                    locked.plan().map(_ -> background.start(() -> PackageEffects.of(locked, file, libraries, session)));
            SystemBuild build = build(file, libraries, locked.lock(), session);
            boolean same = had.stream()
                    .anyMatch(each -> each.system().equals(build.system().id()));
            PackageEffects effects = same
                    ? PackageEffects.NONE
                    : early.isPresent() ? early.get().get() : PackageEffects.of(locked, file, libraries, session);
            int before = had.map(Generation::number).orElse(0);
            Generation generation = generations.register(
                    build.system().id(), Instant.now(), file.path().written().toString());
            // The same system may come of other options than before.
            generations.remember(generation.number(), RememberedOptions.of(file).toString());
            return new MachineBuild(
                    generation,
                    build.system(),
                    locked.changes(),
                    effects,
                    build.remarks(),
                    generation.number() > before);
        }
    }

    /// Builds a system of locked packages, and adds the numbers of its accounts to the lock. Whoever wants to use the
    /// system holds the store.
    static SystemBuild build(MachineFile file, Libraries libraries, Lock lock, Session session) throws IOException {
        try {
            SystemBuild build = libraries
                    .systems(file.definition())
                    .build(file.definition(), file.beside(), lock, session.progress());
            file.lock().write(build.lock(), session.files());
            return build;
        } catch (DownloadFailed failure) {
            throw MovedOn.explain(failure, libraries.archive(), lock, session.progress());
        }
    }
}
