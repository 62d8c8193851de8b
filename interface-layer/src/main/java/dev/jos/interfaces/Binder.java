package dev.jos.interfaces;

import dev.jos.interfaces.UnmetNeed.MissingLibrary;
import dev.jos.interfaces.UnmetNeed.MissingSymbol;
import dev.jos.interfaces.UnmetNeed.MissingVersion;
import dev.jos.interfaces.UnmetNeed.Wanted;
import dev.jos.interfaces.elf.ElfType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Binds the objects of a set of packages to each other.
final class Binder {

    private final ObjectIndex index;
    private final SymbolIndex symbols;
    private final List<UnmetNeed> unmet = new ArrayList<>();
    private final List<UnmetNeed> inherent = new ArrayList<>();

    Binder(List<PackageInterfaces> packages) {
        List<PackageInterfaces> ordered = new ArrayList<>(packages);
        ordered.sort(Comparator.comparing(PackageInterfaces::packageName));
        this.index = new ObjectIndex(ordered);
        this.symbols = new SymbolIndex(index.all());
    }

    InterfaceLayer bind() {
        for (Candidate consumer : index.all()) {
            check(consumer);
        }
        return new InterfaceLayer(bindings(), unmet, inherent);
    }

    private void check(Candidate consumer) {
        boolean strict = isStrict(consumer);
        LoadClosure closure = new LoadClosure(index, consumer, strict);
        List<UnmetNeed> found = strict ? unmet : inherent;
        for (String name : closure.missing()) {
            found.add(unmet(consumer, new MissingLibrary(name)));
        }
        for (NeededVersion need : consumer.object().neededVersions()) {
            @Nullable Candidate provider = closure.loaded(need.file());
            if (provider != null && !need.weak() && lacks(provider, need.version())) {
                unmet.add(unmet(consumer, new MissingVersion(need.file(), need.version(), provider.packageName())));
            }
        }
        for (ImportedSymbol symbol : consumer.object().imports()) {
            if (!symbol.weak() && !symbols.isExported(symbol, closure.members())) {
                Wanted wanted = new MissingSymbol(symbol.name(), symbol.version(), symbol.file());
                (consumer.object().isProgram() ? unmet : inherent).add(unmet(consumer, wanted));
            }
        }
    }

    /// Programs must start, and what lies in the linker's own directories must load for everybody; the rest is
    /// loaded by
    /// hosts that may have prepared the ground.
    private boolean isStrict(Candidate consumer) {
        return consumer.object().isProgram() || isPublic(consumer);
    }

    private boolean isPublic(Candidate candidate) {
        List<String> directories = index.directories(candidate.object().abi());
        return candidate.object().paths().stream().anyMatch(path -> directories.contains(LibraryPath.parent(path)));
    }

    /// A library without any versions serves every version; ld.so only mentions it.
    private static boolean lacks(Candidate provider, String version) {
        List<String> defined = provider.object().definedVersions();
        return !defined.isEmpty() && !defined.contains(version);
    }

    private static UnmetNeed unmet(Candidate consumer, Wanted wanted) {
        return new UnmetNeed(consumer.packageName(), consumer.path(), wanted);
    }

    private SortedMap<InterfaceName, Binding> bindings() {
        SortedMap<InterfaceName, Binding> bindings = new TreeMap<>();
        for (Candidate candidate : index.all()) {
            ElfObject object = candidate.object();
            if (object.type() != ElfType.SHARED || object.soname().isEmpty() || !isPublic(candidate)) {
                continue;
            }
            // The one that a consumer of this name really gets, should several packages bring the same SONAME.
            @Nullable Candidate found = index.find(object.soname(), candidate, List.of());
            if (found == null || found.number() == candidate.number()) {
                InterfaceName name = new InterfaceName(object.abi(), object.soname());
                bindings.putIfAbsent(
                        name, new Binding(name, object.generation(), candidate.packageName(), candidate.path()));
            }
        }
        return bindings;
    }
}
