package dev.jos.interfaces;

import dev.jos.interfaces.elf.ElfType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Where a few programs find libraries that are not those of the rest of the system, and what they see then.
///
/// Only libraries that lie in the directories of the dynamic linker have a place there, under their SONAMEs:
/// plugins and data are looked for by paths, and those lead to the system's own.
public final class Scope {

    private static final String DIRECTORIES = "usr/lib/jos/scopes/";

    private Scope() {}

    /// The directory of the scope of this name, relative to the root.
    public static String directory(String name) {
        return DIRECTORIES + name;
    }

    /// The libraries of a package that a scope can have.
    public static List<ElfObject> libraries(PackageInterfaces of) {
        return of.objects().stream().filter(each -> isLibrary(each, of)).toList();
    }

    private static boolean isLibrary(ElfObject object, PackageInterfaces of) {
        Set<String> directories = new HashSet<>(LibraryPath.defaults(object.abi()));
        directories.addAll(of.libraryDirectories());
        return object.type() == ElfType.SHARED
                && !object.soname().isEmpty()
                && object.paths().stream().anyMatch(path -> directories.contains(LibraryPath.parent(path)));
    }

    /// The package as it looks from within a scope that takes its libraries from `now`: all else is as the system has
    /// it.
    ///
    /// @param before the system's own; empty if it has none
    public static BindablePackage seen(Optional<BindablePackage> before, BindablePackage now) {
        PackageInterfaces own =
                before.map(BindablePackage::interfaces).orElseGet(() -> PackageInterfaces.none(now.name()));
        List<ElfObject> objects = new ArrayList<>(libraries(now.interfaces()));
        own.objects().stream().filter(each -> !isLibrary(each, own)).forEach(objects::add);
        List<LibraryLink> links = new ArrayList<>(now.interfaces().links());
        Set<String> linked = new HashSet<>();
        links.forEach(each -> linked.add(each.path()));
        own.links().stream().filter(each -> !linked.contains(each.path())).forEach(links::add);
        return new BindablePackage(
                new PackageInterfaces(
                        now.name(), objects, links, now.interfaces().libraryDirectories(), List.of()),
                now.source(),
                now.depends());
    }

    /// The package without its programs: those run outside of the scope, whoever starts them. (The C library can be
    /// started like a program, and is none.)
    public static BindablePackage withoutPrograms(BindablePackage of) {
        PackageInterfaces all = of.interfaces();
        return new BindablePackage(
                new PackageInterfaces(
                        all.packageName(),
                        all.objects().stream()
                                .filter(each -> !each.isProgram() || isLibrary(each, all))
                                .toList(),
                        all.links(),
                        all.libraryDirectories(),
                        all.unreadable()),
                of.source(),
                of.depends());
    }

    /// The libraries of a scope that programs have to load themselves, because what needs them looks elsewhere:
    /// objects with a `DT_RUNPATH` of their own take what is loaded already, and else what the system has.
    ///
    /// Those objects are what a program loads when it starts, and any plugin: those have no SONAME.
    ///
    /// @param sonames those of the scope
    /// @param loaded the packages whose libraries the programs may load, with their own
    /// @param consumer the package of the programs
    /// @return by the first path of a program
    public static SortedMap<String, SortedSet<String>> alsoNeeded(
            Set<String> sonames, Collection<PackageInterfaces> loaded, String consumer) {
        ObjectIndex index = new ObjectIndex(loaded);
        BitSet elsewhere = new BitSet();
        BitSet plugins = new BitSet();
        for (Candidate each : index.all()) {
            boolean any = each.object().needed().stream().anyMatch(sonames::contains);
            if (any && !each.object().runpath().isEmpty() && !each.object().isProgram()) {
                elsewhere.set(each.number());
                plugins.set(each.number(), each.object().soname().isEmpty());
            }
        }
        SortedMap<String, SortedSet<String>> found = new TreeMap<>();
        for (Candidate each : index.all()) {
            if (each.object().isProgram() && each.packageName().equals(consumer)) {
                BitSet members =
                        (BitSet) new LoadClosure(index, each, true).members().clone();
                members.and(elsewhere);
                members.or(plugins);
                found.put(
                        each.path(),
                        members.stream()
                                .mapToObj(index.all()::get)
                                .flatMap(member -> member.object().needed().stream())
                                .filter(sonames::contains)
                                .collect(Collectors.toCollection(TreeSet::new)));
            }
        }
        return found;
    }
}
