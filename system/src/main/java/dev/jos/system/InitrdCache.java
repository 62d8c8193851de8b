package dev.jos.system;

import dev.jos.host.Sha256;
import dev.jos.store.ObjectId;
import dev.jos.store.Store;
import dev.jos.store.Tree;
import dev.jos.system.initrd.Initrd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Initrds in the store, each composed once for a kernel, a busybox and a list of modules.
final class InitrdCache {

    private final Store store;
    private final Memory memory;

    InitrdCache(Store store, Memory memory) {
        this.store = store;
        this.memory = memory;
    }

    /// The initrd that [Initrd#compose] makes of the same arguments.
    ObjectId find(Tree system, String release, List<String> modules) throws IOException {
        var initrd = new Initrd(store);
        Sha256 key = key(system, release, modules);
        Optional<ObjectId> known = memory.recall(key).map(ObjectId::parse).filter(store::contains);
        if (known.isPresent()) {
            return known.get();
        }
        ObjectId composed = store.add(initrd.compose(system, release, modules), false);
        memory.remember(key, composed.name());
        return composed;
    }

    private static Sha256 key(Tree system, String release, List<String> modules) throws IOException {
        var text = new StringBuilder("jos-initrd\n");
        text.append(Initrd.fingerprint().hex()).append('\n');
        text.append(release).append('\n');
        system.subtree("usr/lib/modules/" + release)
                .ifPresent(tree -> text.append(tree.id().hex()).append('\n'));
        system.node(Initrd.BUSYBOX).ifPresent(node -> text.append(node).append('\n'));
        modules.forEach(module -> text.append(module).append('\n'));
        return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
