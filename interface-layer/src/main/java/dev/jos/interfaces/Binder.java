package dev.jos.interfaces;

import dev.jos.interfaces.UnmetNeed.ChangedSize;
import dev.jos.interfaces.UnmetNeed.MissingLibrary;
import dev.jos.interfaces.UnmetNeed.MissingSymbol;
import dev.jos.interfaces.UnmetNeed.MissingVersion;
import dev.jos.interfaces.UnmetNeed.Wanted;
import dev.jos.interfaces.elf.ElfType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Binds the objects of a set of packages to each other.
final class Binder {

    private final List<BindablePackage> packages;
    private final ObjectIndex index;
    private final SymbolIndex symbols;
    private final HostRanking hosts;
    private final SortedMap<String, SortedSet<BoundNeed>> needs = new TreeMap<>();
    private final List<HostNeed> hostNeeds = new ArrayList<>();
    private final List<UnmetNeed> unmet = new ArrayList<>();
    private final List<UnmetNeed> inherent = new ArrayList<>();

    Binder(Collection<BindablePackage> packages) {
        this.packages = packages.stream()
                .sorted(Comparator.comparing(BindablePackage::name))
                .toList();
        this.index = new ObjectIndex(
                this.packages.stream().map(BindablePackage::interfaces).toList());
        this.symbols = new SymbolIndex(index.all());
        this.hosts = new HostRanking(this.packages, index.all());
    }

    InterfaceLayer bind() {
        for (Candidate consumer : index.all()) {
            check(consumer);
        }
        SortedMap<String, PackageBinding> consumers = new TreeMap<>();
        for (BindablePackage each : packages) {
            SortedSet<BoundNeed> bound = needs.getOrDefault(each.name(), new TreeSet<>());
            consumers.put(each.name(), PackageBinding.of(each.interfaces(), bound));
        }
        return new InterfaceLayer(bindings(), consumers, hostNeeds, unmet, inherent);
    }

    private void check(Candidate consumer) {
        boolean strict = isStrict(consumer);
        LoadClosure closure = new LoadClosure(index, consumer, strict);
        List<UnmetNeed> found = strict ? unmet : inherent;
        for (String name : closure.missing()) {
            found.add(unmet(consumer, new MissingLibrary(name)));
        }
        for (String name : consumer.object().needed()) {
            @Nullable Candidate provider = closure.loaded(name);
            if (provider != null) {
                bound(consumer, name, provider);
            }
        }
        for (String name : consumer.object().dlopens()) {
            @Nullable Candidate provider = index.find(name, consumer, List.of());
            if (provider != null) {
                bound(consumer, name, provider);
            }
        }
        for (NeededVersion need : consumer.object().neededVersions()) {
            @Nullable Candidate provider = closure.loaded(need.file());
            if (provider != null && !need.weak() && lacks(provider, need.version())) {
                unmet.add(unmet(consumer, new MissingVersion(need.file(), need.version(), provider.packageName())));
            }
        }
        for (ImportedSymbol symbol : consumer.object().imports()) {
            if (!symbol.weak()) {
                check(consumer, symbol, closure);
            }
        }
    }

    private void check(Candidate consumer, ImportedSymbol symbol, LoadClosure closure) {
        if (symbols.isExported(symbol, closure.members())) {
            if (symbol.copiedSize() > 0) {
                checkSize(consumer, symbol, closure.members());
            }
            return;
        }
        Wanted wanted = new MissingSymbol(symbol.name(), symbol.version(), symbol.file());
        if (consumer.object().isProgram()) {
            unmet.add(unmet(consumer, wanted));
        } else if (!isTakenFromHosts(consumer, symbol)) {
            inherent.add(unmet(consumer, wanted));
        }
    }

    /// A program reserves as many bytes as the datum had when it was linked.
    private void checkSize(Candidate consumer, ImportedSymbol symbol, BitSet loaded) {
        for (int number = loaded.nextSetBit(0); number >= 0; number = loaded.nextSetBit(number + 1)) {
            if (number != consumer.number()) {
                @Nullable
                ExportedSymbol exported = index.all().get(number).object().exported(symbol.name(), symbol.version());
                if (exported != null) {
                    if (exported.size() != symbol.copiedSize()) {
                        unmet.add(unmet(
                                consumer,
                                new ChangedSize(
                                        symbol.name(),
                                        symbol.version(),
                                        symbol.file(),
                                        symbol.copiedSize(),
                                        exported.size())));
                    }
                    return;
                }
            }
        }
    }

    /// A plugin is bound to every host that may load it, not to the first: each has to go on offering what it takes.
    private boolean isTakenFromHosts(Candidate plugin, ImportedSymbol symbol) {
        for (BitSet rank : hosts.hosts(plugin.packageName())) {
            BitSet offering = symbols.exporting(symbol, rank);
            offering.clear(plugin.number());
            if (!offering.isEmpty()) {
                offering.stream().mapToObj(index.all()::get).forEach(host -> {
                    hostNeeds.add(new HostNeed(plugin.packageName(), plugin.path(), symbol, host.path()));
                    bound(plugin, host.path(), host);
                });
                return true;
            }
        }
        return false;
    }

    private void bound(Candidate consumer, String need, Candidate provider) {
        if (!consumer.packageName().equals(provider.packageName())) {
            needs.computeIfAbsent(consumer.packageName(), _ -> new TreeSet<>())
                    .add(new BoundNeed(
                            need, provider.packageName(), provider.object().object()));
        }
    }

    /// Programs must start, and what lies in the linker's own directories must load for everybody; the rest is
    /// loaded by hosts that may have prepared the ground.
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
