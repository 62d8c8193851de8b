package dev.jos.system;

import dev.jos.host.Sha256;
import dev.jos.store.ObjectId;
import dev.jos.store.Store;
import dev.jos.store.Tree;
import dev.jos.system.initrd.Initrd;
import dev.jos.system.initrd.InitrdContents;
import java.io.IOException;
import java.util.Optional;

/// Initrds in the store, each composed once for what goes into it.
final class InitrdCache {

    private final Store store;
    private final Memory memory;

    InitrdCache(Store store, Memory memory) {
        this.store = store;
        this.memory = memory;
    }

    /// The initrd that [Initrd#compose] makes of the same arguments.
    ObjectId find(Tree system, String release, InitrdContents contents) throws IOException {
        var initrd = new Initrd(store);
        Sha256 key = initrd.key(system, release, contents);
        Optional<ObjectId> known = memory.recall(key).map(ObjectId::parse).filter(store::contains);
        if (known.isPresent()) {
            return known.get();
        }
        ObjectId composed = store.add(initrd.compose(system, release, contents), false);
        memory.remember(key, composed.name());
        return composed;
    }
}
