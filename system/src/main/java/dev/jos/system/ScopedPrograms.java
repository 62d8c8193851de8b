package dev.jos.system;

import dev.jos.interfaces.ElfObject;
import dev.jos.interfaces.PackageInterfaces;
import dev.jos.interfaces.Scope;
import dev.jos.interfaces.elf.MalformedElfException;
import dev.jos.interfaces.elf.RunPathPatch;
import dev.jos.modules.PackageScope;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.store.Node;
import dev.jos.store.ObjectId;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import dev.jos.store.StoreBatch;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import dev.jos.system.etc.Additions;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Gives the programs of scopes the libraries that were decided on for them.
///
/// The libraries lie in a directory of each scope, as hard links to what their packages brought. Programs of a
/// package are bound to that directory, each in a copy of its own; a service sees the libraries in the place of
/// the system's.
final class ScopedPrograms {

    private final List<ImportedPackage> installed;
    private final SortedMap<String, List<ImportedPackage>> scopes;
    private final Store store;

    /// @param scopes the packages of each
    ScopedPrograms(List<ImportedPackage> installed, SortedMap<String, List<ImportedPackage>> scopes, Store store) {
        this.installed = List.copyOf(installed);
        this.scopes = scopes;
        this.store = store;
    }

    /// Adds the scopes to `tree`, which has everything else.
    ///
    /// @throws SystemProblem if a program cannot be bound
    void addTo(TreeBuilder tree, StoreBatch batch) throws IOException {
        for (Map.Entry<String, List<ImportedPackage>> scope : scopes.entrySet()) {
            SortedSet<String> sonames = addLibraries(scope.getKey(), scope.getValue(), tree);
            if (PackageScope.isUnit(scope.getKey())) {
                new Additions(tree, batch).file(dropIn(scope.getKey()), mounts(scope.getKey(), sonames));
            } else {
                bind(scope.getKey(), sonames, scope.getValue(), tree, batch);
            }
        }
    }

    /// Puts the libraries of a scope into its directory; returns their SONAMEs.
    private SortedSet<String> addLibraries(String scope, List<ImportedPackage> packages, TreeBuilder tree)
            throws IOException {
        SortedSet<String> sonames = new TreeSet<>();
        for (ImportedPackage each : packages) {
            Tree files = store.tree(each.tree());
            for (ElfObject library : Scope.libraries(each.interfaces())) {
                Node file = files.node(library.paths().getFirst()).orElseThrow();
                tree.put(Scope.directory(scope) + "/" + library.soname(), file);
                sonames.add(library.soname());
            }
        }
        return sonames;
    }

    private void bind(
            String scope, Set<String> sonames, List<ImportedPackage> packages, TreeBuilder tree, StoreBatch batch)
            throws IOException {
        List<PackageInterfaces> loaded = new ArrayList<>();
        for (ImportedPackage each : loadedBy(scope, packages)) {
            loaded.add(each.interfaces());
        }
        SortedMap<String, SortedSet<String>> alsoNeeded = Scope.alsoNeeded(sonames, loaded, scope);
        for (ImportedPackage each : installed) {
            if (each.name().equals(scope)) {
                for (ElfObject program : each.interfaces().objects()) {
                    if (program.isProgram()) {
                        SortedSet<String> more =
                                alsoNeeded.getOrDefault(program.paths().getFirst(), new TreeSet<>());
                        bind(scope, program, List.copyOf(more), tree, batch);
                    }
                }
            }
        }
    }

    /// The packages whose libraries may be loaded together with those of a scope.
    private List<ImportedPackage> loadedBy(String scope, List<ImportedPackage> packages) throws IOException {
        List<ImportedPackage> needed = NeededPackages.within(installed).of(List.of(scope), false);
        Set<String> names = needed.stream().map(ImportedPackage::name).collect(Collectors.toSet());
        List<ImportedPackage> loaded = new ArrayList<>(packages);
        // A library that the package does not know of is needed by plugins, which may be anywhere.
        loaded.addAll(packages.stream().allMatch(each -> names.contains(each.name())) ? needed : installed);
        return loaded;
    }

    private void bind(String scope, ElfObject program, List<String> alsoNeeded, TreeBuilder tree, StoreBatch batch)
            throws IOException {
        for (String path : program.paths()) {
            Optional<Node> node = tree.node(path);
            if (node.isPresent()
                    && node.get() instanceof RegularFile file
                    && file.content()
                            .content()
                            .equals(ObjectId.parse(program.object()).content())) {
                byte[] bound;
                try (InputStream content = store.open(file.content())) {
                    bound = RunPathPatch.apply(content.readAllBytes(), "/" + Scope.directory(scope), alsoNeeded);
                } catch (MalformedElfException e) {
                    throw SystemProblem.unbindable(scope, path, e);
                }
                ObjectId object = batch.add(bound, file.content().executable());
                tree.put(path, new RegularFile(file.attributes(), object, bound.length));
            }
        }
    }

    private static String dropIn(String unit) {
        return "etc/systemd/system/" + unit + ".d/jos-scope.conf";
    }

    /// The libraries of the scope in the places of the system's own.
    private String mounts(String unit, Set<String> sonames) throws IOException {
        Map<String, String> places = new HashMap<>();
        for (ImportedPackage each : installed) {
            Scope.libraries(each.interfaces())
                    .forEach(library ->
                            places.putIfAbsent(library.soname(), library.paths().getFirst()));
        }
        StringBuilder text = new StringBuilder("[Service]\n");
        for (String soname : sonames) {
            text.append("BindReadOnlyPaths=/%s/%s:/%s\n".formatted(Scope.directory(unit), soname, places.get(soname)));
        }
        return text.toString();
    }
}
