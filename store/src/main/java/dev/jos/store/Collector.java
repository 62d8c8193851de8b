package dev.jos.store;

import dev.jos.host.DurableFiles;
import dev.jos.host.InterProcessLock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Carries a [GcPlan] out.
///
/// What refers to something goes before it, and is flushed in between: systems and import records, then trees, then
/// objects. So a killed collection leaves garbage at worst, and whatever has a name stays whole.
final class Collector {

    private final StoreLayout layout;
    private final DurableFiles files;

    Collector(StoreLayout layout, DurableFiles files) {
        this.layout = layout;
        this.files = files;
    }

    GcReport collect(GcPlan plan) throws IOException {
        Optional<InterProcessLock> lock = InterProcessLock.tryExclusive(layout.lock());
        if (lock.isEmpty()) {
            throw new StoreInUse(layout.root().store());
        }
        try (var _ = lock.get()) {
            return sweep(stillGarbage(plan));
        }
    }

    /// The plan without what came to be referred to since it was made.
    private GcPlan stillGarbage(GcPlan plan) throws IOException {
        GcPlan now = new GcPlanner(layout).plan();
        return new GcPlan(
                common(plan.objects(), now.objects(), GcPlan.Sized::id),
                common(plan.trees(), now.trees(), GcPlan.Sized::id),
                common(plan.systems(), now.systems(), Function.identity()),
                common(plan.records(), now.records(), Function.identity()),
                common(plan.staging(), now.staging(), Function.identity()),
                plan.bytes(),
                now.keptObjects(),
                now.keptTrees());
    }

    private static <T, K> List<T> common(Collection<T> planned, Collection<T> now, Function<T, K> key) {
        Set<K> keys = new HashSet<>();
        now.forEach(each -> keys.add(key.apply(each)));
        return planned.stream().filter(each -> keys.contains(key.apply(each))).toList();
    }

    private GcReport sweep(GcPlan plan) throws IOException {
        for (String system : plan.systems()) {
            files.deleteTree(layout.root().system(system));
        }
        for (Path leftover : plan.staging()) {
            files.deleteTree(leftover);
        }
        files.deleteAll(plan.records());
        files.deleteAll(
                plan.trees().stream().map(tree -> layout.path(tree.id())).toList());
        files.deleteAll(
                plan.objects().stream().map(object -> layout.path(object.id())).toList());
        return new GcReport(
                plan.objects().size(),
                plan.trees().size(),
                plan.systems().size(),
                plan.records().size(),
                plan.bytes());
    }
}
