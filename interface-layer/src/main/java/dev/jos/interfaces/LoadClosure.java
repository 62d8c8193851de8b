package dev.jos.interfaces;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything that is loaded when one object is: itself, what it needs, and so on, breadth first as ld.so(8) does.
///
/// `DT_RPATH` of the object reaches what it loads, `DT_RUNPATH` only its own needs.
final class LoadClosure {

    private final ObjectIndex index;
    private final Candidate root;
    private final BitSet members = new BitSet();
    private final Map<String, Candidate> loaded = new HashMap<>();
    private final List<String> missing = new ArrayList<>();
    private final boolean strict;

    /// @param strict whether only what the dynamic linker itself finds counts, and no companions
    LoadClosure(ObjectIndex index, Candidate root, boolean strict) {
        this.index = index;
        this.root = root;
        this.strict = strict;
        fill();
    }

    private void fill() {
        List<String> inherited = expand(root.object().rpath(), root);
        Deque<Candidate> queue = new ArrayDeque<>();
        members.set(root.number());
        queue.add(root);
        for (@Nullable Candidate next = queue.poll(); next != null; next = queue.poll()) {
            Collection<String> paths = runPaths(next, inherited);
            for (String name : next.object().needed()) {
                @Nullable Candidate found = loaded.containsKey(name) ? loaded.get(name) : load(name, next, paths);
                if (found != null && !members.get(found.number())) {
                    members.set(found.number());
                    queue.add(found);
                }
            }
        }
    }

    private @Nullable Candidate load(String name, Candidate consumer, Collection<String> paths) {
        @Nullable Candidate found = index.find(name, consumer, paths);
        if (found == null && !strict) {
            found = index.companion(name, consumer);
        }
        if (found == null) {
            if (consumer.number() == root.number()) {
                missing.add(name);
            }
            return null;
        }
        loaded.put(name, found);
        if (!found.object().soname().isEmpty()) {
            loaded.putIfAbsent(found.object().soname(), found);
        }
        return found;
    }

    private static Collection<String> runPaths(Candidate consumer, List<String> inherited) {
        if (!consumer.object().runpath().isEmpty()) {
            return expand(consumer.object().runpath(), consumer);
        }
        List<String> paths = expand(consumer.object().rpath(), consumer);
        paths.addAll(inherited);
        return paths;
    }

    private static List<String> expand(List<String> directories, Candidate consumer) {
        List<String> expanded = new ArrayList<>();
        for (String directory : directories) {
            expanded.add(LibraryPath.expand(
                    directory, consumer.path(), consumer.object().abi()));
        }
        return expanded;
    }

    /// The numbers of all that is loaded.
    BitSet members() {
        return members;
    }

    /// What the object itself needs and is not found; a library's missing needs are reported for the library.
    List<String> missing() {
        return missing;
    }

    /// What is loaded under this name.
    @Nullable
    Candidate loaded(String name) {
        return loaded.get(name);
    }
}
