package dev.jos.packages.deb;

import dev.jos.host.Background;
import dev.jos.host.DurableFiles;
import dev.jos.host.JosRoot;
import dev.jos.host.Sha256;
import dev.jos.interfaces.ElfObject;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What every package that was ever imported, and is still in the store, offers and asks for: libraries by name,
/// whatever systems have them.
///
/// A file of the cache has one line for each package, so that only those that are new since the last time are read.
/// It may be lost.
public final class StoredUsers {

    private static final String HEADER = "jos-stored-users 1";
    private static final String NONE = "-";

    /// A package with the names of libraries.
    ///
    /// @param offers `x86_64/liblzma.so.5`
    /// @param needs likewise, also what it says it may load while it runs
    public record Names(
            Sha256 archive, String name, String version, SortedSet<String> offers, SortedSet<String> needs) {

        private String line() {
            return String.join("\t", archive.hex(), name, version, joined(offers), joined(needs));
        }

        private static String joined(SortedSet<String> names) {
            return names.isEmpty() ? NONE : String.join(" ", names);
        }

        private static Names parse(String line) {
            String[] fields = line.split("\t", -1);
            return new Names(Sha256.parse(fields[0]), fields[1], fields[2], split(fields[3]), split(fields[4]));
        }

        private static SortedSet<String> split(String names) {
            return names.equals(NONE) ? new TreeSet<>() : new TreeSet<>(Arrays.asList(names.split(" ", -1)));
        }
    }

    private final JosRoot root;
    private final PackageRecords records;
    private final DurableFiles files;

    public StoredUsers(JosRoot root, Store store, DurableFiles files) {
        this.root = root;
        this.records = new PackageRecords(root, store, files);
        this.files = files;
    }

    /// All packages, by their archives. What cannot be read is left out. Reads on all processors.
    public Collection<Names> all() throws IOException {
        Map<Sha256, Names> known = known();
        Map<Sha256, Names> all = new TreeMap<>();
        Map<Sha256, Background.Result<Optional<Names>>> reading = new HashMap<>();
        try (Background background = Background.onAllProcessors()) {
            for (Sha256 each : records.all()) {
                if (known.containsKey(each)) {
                    all.put(each, known.get(each));
                } else {
                    reading.put(each, background.start(() -> read(each)));
                }
            }
        }
        for (Map.Entry<Sha256, Background.Result<Optional<Names>>> each : reading.entrySet()) {
            each.getValue().get().ifPresent(names -> all.put(each.getKey(), names));
        }
        if (!all.keySet().equals(known.keySet())) {
            List<String> lines = new ArrayList<>(List.of(HEADER));
            all.values().forEach(each -> lines.add(each.line()));
            files.createDirectories(root.cache());
            files.write(file(), (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return all.values();
    }

    private Map<Sha256, Names> known() throws IOException {
        Map<Sha256, Names> known = new TreeMap<>();
        try {
            List<String> lines = Files.readAllLines(file());
            if (!lines.isEmpty() && lines.getFirst().equals(HEADER)) {
                for (String line : lines.subList(1, lines.size())) {
                    Names names = Names.parse(line);
                    known.put(names.archive(), names);
                }
            }
        } catch (NoSuchFileException | IllegalArgumentException | ArrayIndexOutOfBoundsException missingOrDamaged) {
            return Map.of();
        }
        return known;
    }

    private Optional<Names> read(Sha256 archive) throws IOException {
        Optional<LockedPackage> locked = records.origin(archive);
        if (locked.isEmpty()) {
            return Optional.empty();
        }
        SortedSet<String> offers = new TreeSet<>();
        SortedSet<String> needs = new TreeSet<>();
        try {
            for (ElfObject each : RecordFiles.of(root, archive).readInterfaces().objects()) {
                String abi = each.abi().name() + "/";
                if (!each.soname().isEmpty()) {
                    offers.add(abi + each.soname());
                }
                each.needed().forEach(name -> needs.add(abi + name));
                each.dlopens().forEach(name -> needs.add(abi + name));
            }
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        return Optional.of(
                new Names(archive, locked.get().name(), locked.get().version().text(), offers, needs));
    }

    private Path file() {
        return root.cache().resolve("stored-users");
    }
}
