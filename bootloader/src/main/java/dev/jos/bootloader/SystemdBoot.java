package dev.jos.bootloader;

import dev.jos.host.DurableFiles;
import dev.jos.host.SystemCalls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// systemd-boot, on machines with UEFI.
///
/// A menu is written as a whole into the one of two *sets* of entries, `a` and `b`, that the loader's default pattern
/// does not name; moving the default to it is a single rename. So nothing is edited in place, the pattern also matches
/// what to fall back to, and whenever the machine stops, the loader finds the old menu or the new one, complete.
public final class SystemdBoot implements BootLoader {

    private static final String CONFIGURATION = "loader/loader.conf";

    private final BootPartition partition;
    private final List<LoaderFile> programs;

    /// Touches nothing yet.
    ///
    /// @param root where the boot partition is mounted
    /// @param programs the loader itself; without any, what is there stays
    public SystemdBoot(Path root, List<LoaderFile> programs, DurableFiles files, SystemCalls system) {
        this.partition = new BootPartition(root, files, system);
        this.programs = List.copyOf(programs);
    }

    @Override
    public BootState read() throws IOException {
        SystemdBootEntries entries = SystemdBootEntries.read(partition);
        List<String> unreadable = new ArrayList<>();
        List<SystemdBootEntries.Entry> active = new ArrayList<>();
        for (Map.Entry<String, String> each : entries.texts().entrySet()) {
            SystemdBootEntries.Entry.parse(each.getKey(), each.getValue())
                    .ifPresentOrElse(
                            entry -> {
                                if (entry.set().equals(entries.activeSet())) {
                                    active.add(entry);
                                }
                            },
                            () -> unreadable.add(each.getKey()));
        }
        active.sort(Comparator.comparing(SystemdBootEntries.Entry::sortKey)
                .thenComparing(SystemdBootEntries.Entry::generation, Comparator.reverseOrder()));
        OptionalInt selected = active.stream()
                .filter(SystemdBootEntries.Entry::isSelected)
                .mapToInt(SystemdBootEntries.Entry::generation)
                .findFirst();
        return new BootState(
                active.stream()
                        .map(entry -> new BootState.Offer(entry.generation(), entry.attemptsLeft()))
                        .toList(),
                selected,
                unreadable);
    }

    @Override
    public void install(BootMenu menu) throws IOException {
        SystemdBootEntries before = SystemdBootEntries.read(partition);
        SystemdBootPlan plan = SystemdBootPlan.of(menu, before);
        partition.addBlobs(menu);
        partition.update(programs);
        DurableFiles files = partition.files();
        files.createDirectories(partition.path(SystemdBootPlan.ENTRIES));
        deleteAll(plan.entriesToDeleteFirst());
        writeAll(plan.entriesToWrite());
        files.write(partition.path(CONFIGURATION), plan.loaderConfiguration().getBytes(StandardCharsets.UTF_8));
        flush();
        deleteAll(plan.entriesToDelete());
        flush();
        partition.removeBlobsBut(menu);
    }

    /// As systemd-bless-boot.service does it: the name loses its counter.
    @Override
    public void bless(int generation) throws IOException {
        for (String name : SystemdBootEntries.read(partition).texts().keySet()) {
            String stem = name.substring(0, name.length() - ".conf".length());
            if (BootCount.strip(stem).endsWith("-%06d".formatted(generation))
                    && !BootCount.strip(stem).equals(stem)) {
                partition.files().rename(entry(name), entry(BootCount.strip(stem) + ".conf"));
            }
        }
        flush();
    }

    /// With one flush for all: a machine may have a hundred generations.
    private void writeAll(List<BootEntry> entries) throws IOException {
        List<DurableFiles.Staged> staged = new ArrayList<>();
        for (BootEntry entry : entries) {
            Path file = entry(entry.fileName());
            Path waiting = file.resolveSibling("." + entry.fileName());
            Files.write(waiting, entry.render());
            staged.add(new DurableFiles.Staged(waiting, file));
        }
        partition.files().publish(staged);
    }

    private Path entry(String name) {
        return partition.path(SystemdBootPlan.ENTRIES).resolve(name);
    }

    private void flush() throws IOException {
        partition.files().syncFileSystem(partition.path(""));
    }

    private void deleteAll(Set<String> names) throws IOException {
        for (String name : names) {
            partition.files().delete(entry(name));
        }
    }
}
