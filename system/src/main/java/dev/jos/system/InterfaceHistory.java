package dev.jos.system;

import dev.jos.host.DurableFiles;
import dev.jos.host.InterProcessLock;
import dev.jos.host.JosRoot;
import dev.jos.host.LockWaits;
import dev.jos.host.Progress;
import dev.jos.host.Sha256;
import dev.jos.interfaces.ElfObject;
import dev.jos.interfaces.InterfaceChange;
import dev.jos.interfaces.InterfaceGeneration;
import dev.jos.interfaces.InterfaceName;
import dev.jos.interfaces.elf.ElfAbi;
import dev.jos.store.Closure;
import dev.jos.store.ObjectId;
import dev.jos.store.Store;
import dev.jos.store.StoreBatch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The generations that interfaces had in the systems built here, numbered in the order in which they were first seen.
///
/// A file of the store has one line for each; their canonical texts are objects of the store, named by their digests,
/// and kept for good. See `docs/reference/interface-history.md`.
public final class InterfaceHistory {

    private static final String HEADER = "jos-interface-history 1";
    private static final String ROOT = "interfaces";
    private static final String FIRST = "first";

    /// One generation of an interface.
    ///
    /// @param number from 1
    /// @param generation the digest of its canonical text
    /// @param change what it is in comparison to the one before it; empty for the first
    ///     or if that one's text is lost
    /// @param provider the package, with its version, that it was first seen in
    public record Entry(
            InterfaceName name,
            int number,
            String generation,
            Optional<InterfaceChange.Kind> change,
            String provider,
            String version) {}

    /// A generation that a system has.
    record Seen(InterfaceName name, ElfObject object, String provider, String version) {}

    private final JosRoot root;
    private final Store store;
    private final DurableFiles files;

    public InterfaceHistory(JosRoot root, Store store, DurableFiles files) {
        this.root = root;
        this.store = store;
        this.files = files;
    }

    /// Everything that is known, interface by interface.
    public List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        try {
            List<String> lines = Files.readAllLines(file());
            if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
                throw malformed(1, "expected `" + HEADER + "`");
            }
            for (int i = 1; i < lines.size(); i++) {
                int number = i + 1;
                entries.add(entry(lines.get(i).split(" ", -1))
                        .orElseThrow(() -> malformed(number, "expected a generation of an interface")));
            }
        } catch (NoSuchFileException none) {
            return List.of();
        }
        return entries;
    }

    /// The canonical text of a generation.
    ///
    /// @throws dev.jos.store.MissingObject if the store does not have it
    public String text(String generation) throws IOException {
        try (InputStream in = store.open(object(generation))) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static String text(Seen seen) {
        return InterfaceGeneration.of(seen.object()).text();
    }

    /// What was seen is kept for good: it is not written again without what cannot be read.
    private IOException malformed(int line, String problem) {
        return new IOException(
                "`%s`, line %d: %s; move the file away to begin a new history".formatted(file(), line, problem));
    }

    private static Optional<Entry> entry(String[] fields) {
        if (fields.length != 7) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Entry(
                    new InterfaceName(ElfAbi.named(fields[0]), fields[1]),
                    Integer.parseInt(fields[2]),
                    fields[3],
                    fields[4].equals(FIRST)
                            ? Optional.empty()
                            : Optional.of(InterfaceChange.Kind.valueOf(fields[4].toUpperCase(Locale.ROOT))),
                    fields[5],
                    fields[6]));
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    /// Adds the generations that are not known yet.
    void record(List<Seen> seen, Progress progress) throws IOException {
        files.createDirectories(root.interfaces());
        try (InterProcessLock _ =
                new LockWaits(progress).exclusive(root.interfaces().resolve("lock"))) {
            List<Entry> all = new ArrayList<>(entries());
            Map<InterfaceName, Entry> newest = new HashMap<>();
            Map<InterfaceName, List<String>> known = new HashMap<>();
            for (Entry each : all) {
                newest.put(each.name(), each);
                known.computeIfAbsent(each.name(), _ -> new ArrayList<>()).add(each.generation());
            }
            List<Seen> fresh = seen.stream()
                    .filter(each -> !known.getOrDefault(each.name(), List.of())
                            .contains(each.object().generation()))
                    .toList();
            if (fresh.isEmpty()) {
                return;
            }
            keep(fresh);
            for (Seen each : fresh) {
                all.add(next(each, Optional.ofNullable(newest.get(each.name()))));
            }
            files.write(file(), render(all).getBytes(StandardCharsets.UTF_8));
        }
    }

    private void keep(List<Seen> fresh) throws IOException {
        List<ObjectId> objects = new ArrayList<>();
        store.roots().get(ROOT).ifPresent(closure -> objects.addAll(closure.objects()));
        try (StoreBatch batch = store.batch()) {
            for (Seen each : fresh) {
                objects.add(batch.add(text(each).getBytes(StandardCharsets.ISO_8859_1), false));
            }
            batch.commit();
        }
        store.roots().put(ROOT, Closure.of(List.of(), objects, List.of()));
    }

    private Entry next(Seen seen, Optional<Entry> before) throws IOException {
        // A build does not wait for a text that was lost.
        boolean comparable =
                before.isPresent() && store.contains(object(before.get().generation()));
        Optional<InterfaceChange.Kind> change = !comparable
                ? Optional.empty()
                : Optional.of(InterfaceChange.between(text(before.get().generation()), text(seen))
                        .kind());
        return new Entry(
                seen.name(),
                before.map(Entry::number).orElse(0) + 1,
                seen.object().generation(),
                change,
                seen.provider(),
                seen.version());
    }

    private static String render(List<Entry> entries) {
        StringBuilder text = new StringBuilder(HEADER + "\n");
        for (Entry each : entries) {
            String change = each.change()
                    .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                    .orElse(FIRST);
            text.append("%s %s %d %s %s %s %s\n"
                    .formatted(
                            each.name().abi().name(),
                            each.name().soname(),
                            each.number(),
                            each.generation(),
                            change,
                            each.provider(),
                            each.version()));
        }
        return text.toString();
    }

    private static ObjectId object(String generation) {
        return new ObjectId(Sha256.parse(generation), false);
    }

    private Path file() {
        return root.interfaces().resolve("history");
    }
}
