package dev.jos.activator.switching;

import dev.jos.activator.BootLoaders;
import dev.jos.activator.BootMenus;
import dev.jos.activator.Generation;
import dev.jos.activator.Generations;
import dev.jos.bootloader.BootItem;
import dev.jos.bootloader.BootLoader;
import dev.jos.bootloader.BootMenu;
import dev.jos.bootloader.BootState;
import dev.jos.system.BootReference;
import dev.jos.system.SystemGeneration;
import dev.jos.system.SystemId;
import dev.jos.system.Systems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What this machine boots: the menu of its boot loader, made of its generations.
public final class MachineBoot {

    private final MachineLayout layout;
    private final BootLoaders loaders;
    private final Generations generations;
    private final IntentJournal journal;

    public MachineBoot(MachineLayout layout, BootLoaders loaders, Generations generations, IntentJournal journal) {
        this.layout = layout;
        this.loaders = loaders;
        this.generations = generations;
        this.journal = journal;
    }

    /// What the loader of `system` offers; empty if it has none.
    ///
    /// @throws BootPartitionProblem if the loader's partition is not as it has to be
    public Optional<BootState> state(SystemGeneration system) throws IOException {
        Optional<BootLoader> loader = loader(system);
        return loader.isEmpty() ? Optional.empty() : Optional.of(loader.get().read());
    }

    /// Adds `next` to the menu; what starts by itself stays the same.
    ///
    /// @param running says which loader there is now
    /// @return generations for which there is no room any more
    public Set<Integer> offer(SystemGeneration running, Generation next) throws IOException {
        Optional<BootLoader> loader = loader(running);
        if (loader.isEmpty()) {
            return Set.of();
        }
        int selected = selected(loader.get(), running);
        // On the first switch after an installation by other means nothing may be selected yet.
        int fallback = loader.get().read().offered().stream()
                .skip(1)
                .mapToInt(BootState.Offer::generation)
                .findFirst()
                .orElse(selected);
        return install(
                loader.get(), running, new HashSet<>(List.of(next.number(), selected)), selected, fallback, Set.of());
    }

    /// From now on the machine starts `next`.
    public void choose(SystemGeneration system, Generation next) throws IOException {
        Optional<BootLoader> loader = loader(system);
        if (loader.isPresent()) {
            OptionalInt before = loader.get().read().selected();
            Set<Integer> needed = new HashSet<>(Set.of(next.number()));
            before.ifPresent(needed::add);
            install(loader.get(), system, needed, next.number(), before.orElse(next.number()), Set.of());
        }
    }

    /// Takes a generation out of the menu that did not do well, unless it is what the machine starts.
    public void withdraw(SystemGeneration running, int number) throws IOException {
        Optional<BootLoader> loader = loader(running);
        if (loader.isPresent() && loader.get().read().offer(number).isPresent()) {
            int selected = selected(loader.get(), running);
            if (selected != number) {
                install(loader.get(), running, Set.of(selected), selected, selected, Set.of(number));
            }
        }
    }

    private Set<Integer> install(
            BootLoader loader,
            SystemGeneration system,
            Set<Integer> wanted,
            int selected,
            int fallback,
            Set<Integer> without)
            throws IOException {
        BootReference boot = system.manifest().boot().orElseThrow();
        Map<Integer, SystemGeneration> systems = systems(wanted, without);
        Set<Integer> needed = new HashSet<>(wanted);
        numberOf(new RunningSystem(layout).booted(), systems).ifPresent(needed::add);
        numberOf(new RunningSystem(layout).running(), systems).ifPresent(needed::add);
        needed.retainAll(systems.keySet());
        List<BootItem> items = systems.entrySet().stream()
                .map(each -> BootLoaders.item(each.getKey(), each.getValue()))
                .toList();
        List<BootItem> chosen = BootMenus.choose(items, needed, boot.menu().keep());
        return new BootMenus(loader)
                .install(new BootMenu(chosen, selected, fallback, boot.menu().timeoutSeconds()), needed);
    }

    /// The systems of the generations that can be booted, each under its highest number or one that is wanted.
    /// Generations whose systems are gone, cannot be read, or did not do well when the machine was last
    /// switched to them are passed over.
    private Map<Integer, SystemGeneration> systems(Set<Integer> wanted, Set<Integer> without) throws IOException {
        Map<Integer, SystemGeneration> systems = new HashMap<>();
        Set<SystemId> seen = new HashSet<>();
        List<SystemId> failed = journal.failed();
        List<Generation> newestFirst = generations.list().reversed().stream()
                .filter(each -> !without.contains(each.number()))
                .toList();
        for (boolean only : new boolean[] {true, false}) {
            for (Generation each : newestFirst) {
                boolean stays = only || !failed.contains(each.system());
                if (wanted.contains(each.number()) == only && stays && seen.add(each.system())) {
                    readable(each.system()).ifPresent(system -> systems.put(each.number(), system));
                }
            }
        }
        return systems;
    }

    private Optional<SystemGeneration> readable(SystemId id) {
        try {
            return Systems.find(layout.root(), id)
                    .filter(system -> system.manifest().kernel().isPresent());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static OptionalInt numberOf(Optional<SystemGeneration> system, Map<Integer, SystemGeneration> systems) {
        return systems.entrySet().stream()
                .filter(each -> system.isPresent()
                        && each.getValue().id().equals(system.get().id()))
                .mapToInt(Map.Entry::getKey)
                .findFirst();
    }

    /// What starts by itself now; if the loader does not say, the system that runs.
    private int selected(BootLoader loader, SystemGeneration running) throws IOException {
        OptionalInt selected = loader.read().selected();
        if (selected.isPresent() && generations.find(selected.getAsInt()).isPresent()) {
            return selected.getAsInt();
        }
        return generations.list().stream()
                .filter(each -> each.system().equals(running.id()))
                .mapToInt(Generation::number)
                .max()
                .orElseThrow(() -> new IOException("the system that runs is none of the generations of this machine"));
    }

    private Optional<BootLoader> loader(SystemGeneration system) throws IOException {
        if (system.manifest().boot().isEmpty()) {
            return Optional.empty();
        }
        BootReference boot = system.manifest().boot().get();
        Path partition = layout.top().resolve(boot.menu().mountPoint().substring(1));
        BootPartitionProblem.check(partition, boot.loader());
        return Optional.of(loaders.loader(system, partition));
    }
}
