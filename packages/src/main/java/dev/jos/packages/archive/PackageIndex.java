package dev.jos.packages.archive;

import static dev.jos.packages.archive.IndexFormat.*;

import dev.jos.host.Sha256;
import dev.jos.packages.Architecture;
import dev.jos.packages.DebianVersion;
import dev.jos.packages.PackageId;
import dev.jos.packages.PackageReference;
import dev.jos.packages.Relation;
import dev.jos.packages.VersionConstraint;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.lock.LockedSuite;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All packages that the archive has for one architecture, in all its suites. Immutable; for any number of threads.
///
/// It is a view of a mapped file: opening reads it once for its checksum, and what is asked for is decoded then.
public final class PackageIndex {

    /// The year 9999, in seconds.
    private static final long LATEST = 253_402_300_799L;

    private final PackageTable table;

    PackageIndex(PackageTable table) {
        this.table = table;
        architecture();
    }

    /// Maps an index file.
    ///
    /// @throws CorruptIndexException when it is not a whole index of the present format
    static PackageIndex open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size > Integer.MAX_VALUE) {
                throw new CorruptIndexException("it is too large");
            }
            return of(channel.map(FileChannel.MapMode.READ_ONLY, 0, size));
        }
    }

    static PackageIndex of(ByteBuffer bytes) {
        return new PackageIndex(new PackageTable(bytes));
    }

    /// The same in numbers.
    public PackageTable table() {
        return table;
    }

    /// The architecture whose packages, with those for all, are here.
    public Architecture architecture() {
        return Architecture.parse(table.architecture())
                .orElseThrow(() -> new CorruptIndexException("it is for no architecture"));
    }

    /// The states of the suites that this index was made from, in order of preference.
    public List<LockedSuite> suites() {
        List<LockedSuite> suites = new ArrayList<>();
        for (int i = 0; i < table.suites(); i++) {
            suites.add(suite(i));
        }
        return suites;
    }

    private LockedSuite suite(int number) {
        long seconds = suiteLong(number, 1);
        if (seconds < 0 || seconds > LATEST) {
            throw new CorruptIndexException("a suite has no date");
        }
        return new LockedSuite(
                suiteName(number),
                Instant.ofEpochSecond(seconds),
                new Sha256(suiteLong(number, 3), suiteLong(number, 5), suiteLong(number, 7), suiteLong(number, 9)));
    }

    private String suiteName(int number) {
        return table.string(table.suiteWord(number, 0));
    }

    private long suiteLong(int number, int word) {
        return (table.suiteWord(number, word) & 0xffffffffL) | ((long) table.suiteWord(number, word + 1) << 32);
    }

    /// The packages of this name, the newest version first; none when the archive has none.
    public List<IndexedPackage> find(String name) {
        int number = table.nameNumber(name);
        List<IndexedPackage> found = new ArrayList<>();
        if (number >= 0) {
            int first = table.firstPackage(number);
            for (int i = 0; i < table.packageCount(number); i++) {
                found.add(indexed(first + i));
            }
        }
        return found;
    }

    /// The newest version of this name.
    public Optional<IndexedPackage> newest(String name) {
        int number = table.nameNumber(name);
        return number < 0 || table.packageCount(number) == 0
                ? Optional.empty()
                : Optional.of(indexed(table.firstPackage(number)));
    }

    /// The packages of other names that provide this one, by name.
    public List<IndexedPackage> providers(String name) {
        int number = table.nameNumber(name);
        List<IndexedPackage> found = new ArrayList<>();
        int count = number < 0 ? 0 : table.providerCount(number);
        for (int i = 0; i < count; i++) {
            found.add(indexed(table.provider(number, i)));
        }
        return found;
    }

    /// The newest versions of packages that have every word in name or description, ignoring case: first the package
    /// of
    /// that very name, then those with all words in the name, then the others; each by name.
    public List<IndexedPackage> search(String words) {
        return new PackageSearch(this).search(words);
    }

    /// Up to five names that somebody who wrote `name` may have meant, the likeliest first.
    public List<String> nearest(String name) {
        return NearestNames.of(table, name);
    }

    /// The package with this number in [#table].
    public LockedPackage locked(int number) {
        String architecture = table.forAll(number) ? Architecture.ALL : table.architecture();
        try {
            return new LockedPackage(
                    new PackageId(
                            table.name(table.packageName(number)),
                            DebianVersion.parse(table.version(number)),
                            architecture),
                    suiteName(table.packageWord(number, P_SUITE)),
                    table.string(table.packageWord(number, P_SOURCE)),
                    DebianVersion.parse(table.string(table.packageWord(number, P_SOURCE_VERSION))),
                    table.string(table.packageWord(number, P_FILE)),
                    table.packageLong(number, P_SIZE),
                    new Sha256(
                            table.packageLong(number, P_DIGEST),
                            table.packageLong(number, P_DIGEST + 2),
                            table.packageLong(number, P_DIGEST + 4),
                            table.packageLong(number, P_DIGEST + 6)));
        } catch (IllegalArgumentException e) {
            throw new CorruptIndexException(String.valueOf(e.getMessage()));
        }
    }

    /// Everything about the package with this number in [#table].
    public IndexedPackage indexed(int number) {
        return new IndexedPackage(
                locked(number),
                description(number),
                table.string(table.packageWord(number, P_SECTION)),
                table.priority(number),
                table.packageWord(number, P_INSTALLED_SIZE),
                table.essential(number),
                table.multiArch(number),
                relations(number));
    }

    String description(int number) {
        return table.string(table.packageWord(number, P_DESCRIPTION));
    }

    private Map<RelationKind, List<Relation>> relations(int number) {
        Map<RelationKind, List<Relation>> relations = new EnumMap<>(RelationKind.class);
        for (RelationKind kind : RelationKind.values()) {
            List<Relation> found = new ArrayList<>();
            RelationCursor cursor = table.relations(number, kind);
            while (cursor.nextRelation()) {
                List<PackageReference> alternatives = new ArrayList<>();
                while (cursor.nextReference()) {
                    alternatives.add(reference(cursor));
                }
                if (alternatives.isEmpty()) {
                    throw new CorruptIndexException("a relation names no package");
                }
                found.add(new Relation(alternatives));
            }
            if (!found.isEmpty()) {
                relations.put(kind, found);
            }
        }
        return relations;
    }

    private PackageReference reference(RelationCursor cursor) {
        try {
            return new PackageReference(
                    table.name(cursor.name()),
                    Optional.of(cursor.qualifier()).filter(qualifier -> !qualifier.isEmpty()),
                    cursor.hasConstraint()
                            ? Optional.of(
                                    new VersionConstraint(cursor.operator(), DebianVersion.parse(cursor.version())))
                            : Optional.empty());
        } catch (IllegalArgumentException e) {
            throw new CorruptIndexException(String.valueOf(e.getMessage()));
        }
    }
}
