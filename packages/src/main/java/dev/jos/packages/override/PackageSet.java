package dev.jos.packages.override;

import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.lock.LockedPackage;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The imported packages of a system by name, with what they say about each other.
final class PackageSet {

    private final SortedMap<String, ImportedPackage> packages = new TreeMap<>();
    private final SortedMap<String, RelatedPackage> related = new TreeMap<>();

    static PackageSet of(Collection<ImportedPackage> packages) throws IOException {
        return new PackageSet().with(packages);
    }

    /// The same set with others in the place of those of their names, or in addition.
    PackageSet with(Collection<ImportedPackage> others) throws IOException {
        var set = new PackageSet();
        set.packages.putAll(packages);
        set.related.putAll(related);
        for (ImportedPackage each : others) {
            set.packages.put(each.name(), each);
            set.related.put(each.name(), RelatedPackage.of(each.control()));
        }
        return set;
    }

    Set<String> names() {
        return packages.keySet();
    }

    Optional<ImportedPackage> find(String name) {
        return Optional.ofNullable(packages.get(name));
    }

    Optional<LockedPackage> locked(String name) {
        return find(name).map(ImportedPackage::locked);
    }

    /// The name of a package's source; empty if there is no such package.
    Optional<String> source(String name) {
        return Optional.ofNullable(related.get(name)).map(RelatedPackage::source);
    }

    /// Whether both are there and come from one source.
    boolean areOfOneSource(String one, String other) {
        return source(one).isPresent() && source(one).equals(source(other));
    }

    /// All of them, by name.
    Collection<ImportedPackage> all() {
        return packages.values();
    }

    /// The relations that do not hold.
    Set<BrokenRelation> broken(Set<String> provided) {
        return new RelationCheck(related.values(), provided).broken();
    }
}
