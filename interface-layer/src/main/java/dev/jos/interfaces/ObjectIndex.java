package dev.jos.interfaces;

import dev.jos.interfaces.elf.ElfAbi;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All objects of a system by path, and how the dynamic linker finds a library among them.
final class ObjectIndex {

    private static final int MOST_LINKS = 40;

    private final List<Candidate> all = new ArrayList<>();
    private final Map<String, Candidate> byPath = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();
    private final Map<String, List<Candidate>> byName = new HashMap<>();
    private final Set<String> configured = new LinkedHashSet<>();
    private final Map<ElfAbi, List<String>> directories = new HashMap<>();
    /// What every object without run paths gets for a name; most names are asked for by thousands.
    private final Map<ElfAbi, Map<String, Optional<Candidate>>> usual = new HashMap<>();

    ObjectIndex(Collection<PackageInterfaces> packages) {
        for (PackageInterfaces of : packages) {
            for (ElfObject object : of.objects()) {
                add(new Candidate(all.size(), of.packageName(), object));
            }
            for (LibraryLink link : of.links()) {
                links.putIfAbsent(link.path(), link.target());
            }
            configured.addAll(of.libraryDirectories());
        }
        byName.values().forEach(candidates -> candidates.sort(Comparator.comparing(Candidate::path)));
    }

    private void add(Candidate candidate) {
        all.add(candidate);
        Set<String> names = new LinkedHashSet<>();
        for (String path : candidate.object().paths()) {
            byPath.putIfAbsent(path, candidate);
            names.add(LibraryPath.name(path));
        }
        if (!candidate.object().soname().isEmpty()) {
            names.add(candidate.object().soname());
        }
        for (String name : names) {
            byName.computeIfAbsent(name, key -> new ArrayList<>()).add(candidate);
        }
    }

    List<Candidate> all() {
        return all;
    }

    /// The directories that hold for every object of this ABI.
    List<String> directories(ElfAbi abi) {
        return directories.computeIfAbsent(abi, key -> {
            Set<String> found = new LinkedHashSet<>(configured);
            found.addAll(LibraryPath.defaults(key));
            return List.copyOf(found);
        });
    }

    /// The library that `consumer` gets for `name`, looked for in `runPaths` and then where every object's are.
    @Nullable
    Candidate find(String name, Candidate consumer, Collection<String> runPaths) {
        ElfAbi abi = consumer.object().abi();
        if (name.indexOf('/') >= 0) {
            return at(LibraryPath.normalize(name), abi);
        }
        @Nullable Candidate special = first(runPaths, name, abi);
        if (special != null) {
            return special;
        }
        return usual.computeIfAbsent(abi, _ -> new HashMap<>())
                .computeIfAbsent(name, _ -> Optional.ofNullable(first(directories(abi), name, abi)))
                .orElse(null);
    }

    private @Nullable Candidate first(Collection<String> in, String name, ElfAbi abi) {
        for (String directory : in) {
            @Nullable Candidate found = at(directory + "/" + name, abi);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /// A library of this name that is already loaded whenever `consumer` is: of the same directory or the same
    /// package.
    @Nullable
    Candidate companion(String name, Candidate consumer) {
        @Nullable Candidate samePackage = null;
        for (Candidate candidate : byName.getOrDefault(name, List.of())) {
            if (!candidate.object().abi().equals(consumer.object().abi())) {
                continue;
            }
            if (LibraryPath.parent(candidate.path()).equals(LibraryPath.parent(consumer.path()))) {
                return candidate;
            }
            if (samePackage == null && candidate.packageName().equals(consumer.packageName())) {
                samePackage = candidate;
            }
        }
        return samePackage;
    }

    private @Nullable Candidate at(String path, ElfAbi abi) {
        String current = path;
        for (int followed = 0; followed < MOST_LINKS; followed++) {
            @Nullable Candidate found = byPath.get(current);
            if (found != null) {
                return found.object().abi().equals(abi) ? found : null;
            }
            @Nullable String target = links.get(current);
            if (target == null) {
                return null;
            }
            current = target;
        }
        return null;
    }
}
