package dev.jos.packages.override;

import dev.jos.interfaces.BindablePackage;
import dev.jos.interfaces.InterfaceLayer;
import dev.jos.packages.Architecture;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.lock.LockedPackage;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The imported packages of a system by name, with what they say about each other.
final class PackageSet {

    private final SortedMap<String, ImportedPackage> packages = new TreeMap<>();
    private final SortedMap<String, RelatedPackage> related = new TreeMap<>();
    /// Read when first asked for, and handed on to sets made from this one.
    private final Map<String, BindablePackage> bindable = new HashMap<>();

    static PackageSet of(Collection<ImportedPackage> packages) throws IOException {
        return new PackageSet().with(packages);
    }

    /// The same set with others in the place of those of their names, or in addition.
    PackageSet with(Collection<ImportedPackage> others) throws IOException {
        var set = new PackageSet();
        set.packages.putAll(packages);
        set.related.putAll(related);
        set.bindable.putAll(bindable);
        for (ImportedPackage each : others) {
            set.packages.put(each.name(), each);
            set.related.put(each.name(), RelatedPackage.of(each.control()));
            set.bindable.remove(each.name());
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

    /// The packages of a source that building it makes: those for every architecture stay.
    List<LockedPackage> ofSource(String source) {
        return packages.values().stream()
                .map(ImportedPackage::locked)
                .filter(each -> each.source().equals(source)
                        && !each.id().architecture().equals(Architecture.ALL))
                .toList();
    }

    /// Whether both are there and come from one source.
    boolean areOfOneSource(String one, String other) {
        return source(one).isPresent() && source(one).equals(source(other));
    }

    /// How the packages are bound to each other.
    InterfaceLayer layer() throws IOException {
        for (ImportedPackage each : packages.values()) {
            if (!bindable.containsKey(each.name())) {
                bindable.put(each.name(), each.bindable());
            }
        }
        return InterfaceLayer.bind(bindable.values());
    }

    /// The relations that do not hold.
    Set<BrokenRelation> broken(Set<String> provided) {
        return new RelationCheck(related.values(), provided).broken();
    }
}
