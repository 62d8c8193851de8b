package dev.jos.packages.tools;

import dev.jos.host.DownloadFailed;
import dev.jos.host.DurableFiles;
import dev.jos.host.InterProcessLock;
import dev.jos.host.JosRoot;
import dev.jos.host.LockWaits;
import dev.jos.host.Progress;
import dev.jos.host.Sha256;
import dev.jos.packages.Architecture;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.deb.PackageImporter;
import dev.jos.packages.lock.Lock;
import dev.jos.packages.lock.LockFile;
import dev.jos.packages.resolve.BasePolicy;
import dev.jos.packages.resolve.LockResolver;
import dev.jos.packages.resolve.Request;
import dev.jos.store.Closure;
import dev.jos.store.CollisionException;
import dev.jos.store.CollisionPolicy;
import dev.jos.store.HardlinkCheckout;
import dev.jos.store.Layer;
import dev.jos.store.Store;
import dev.jos.store.StoreHold;
import dev.jos.store.Tree;
import dev.jos.store.TreeId;
import dev.jos.store.ViewComposer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Tools from the Debian archive: resolved, imported and composed like any system, then checked out as hard links.
///
/// Each set is locked when it is first used and stays at these versions while the archive has them. Programs of
/// several processes may ask at the same time; one of them does the work.
public final class DebianTools implements ToolSource {

    private final JosRoot root;
    private final Architecture machine;
    private final boolean foreign;
    private final LockResolver resolver;
    private final PackageImporter importer;
    private final Store store;
    private final DurableFiles files;
    private final Progress progress;
    private final ToolCheckouts checkouts;
    private final Map<ToolSet, Path> roots = new ConcurrentHashMap<>();
    /// Kept for as long as this process may run the tools.
    private final List<InterProcessLock> inUse = Collections.synchronizedList(new ArrayList<>());

    /// @param machine the architecture of the running machine
    public DebianTools(
            JosRoot root,
            Architecture machine,
            LockResolver resolver,
            PackageImporter importer,
            Store store,
            DurableFiles files,
            Progress progress) {
        this(root, machine, false, resolver, importer, store, files, progress);
    }

    private DebianTools(
            JosRoot root,
            Architecture machine,
            boolean foreign,
            LockResolver resolver,
            PackageImporter importer,
            Store store,
            DurableFiles files,
            Progress progress) {
        this.root = root;
        this.machine = machine;
        this.foreign = foreign;
        this.resolver = resolver;
        this.importer = importer;
        this.store = store;
        this.files = files;
        this.progress = progress;
        this.checkouts = new ToolCheckouts(root, files);
    }

    @Override
    public ToolSource of(Architecture other) {
        return other == machine ? this : new DebianTools(root, other, true, resolver, importer, store, files, progress);
    }

    @Override
    public Sha256 identity(ToolSet set) throws IOException {
        return ToolCheckouts.identity(locked(set));
    }

    @Override
    public Path root(ToolSet set) throws IOException {
        Path known = roots.get(set);
        if (known != null) {
            return known;
        }
        Path made = checkedOut(set);
        roots.put(set, made);
        return made;
    }

    private Path checkedOut(ToolSet set) throws IOException {
        Lock lock = locked(set);
        Path known = inUse(set, lock);
        if (Files.isDirectory(known)) {
            return known;
        }
        try (InterProcessLock _ = new LockWaits(progress).exclusive(beside(set, ".making"));
                StoreHold _ = store.hold(progress)) {
            List<ImportedPackage> imported;
            try {
                imported = importer.importAll(lock.packages(), progress);
            } catch (DownloadFailed e) {
                // An archive keeps only the newest versions of most packages: move on to those.
                lock = updated(set);
                imported = importer.importAll(lock.packages(), progress);
            }
            Path place = inUse(set, lock);
            if (!Files.isDirectory(place)) {
                checkOut(set, imported, place);
            }
            return place;
        }
    }

    private void checkOut(ToolSet set, List<ImportedPackage> imported, Path place) throws IOException {
        Tree tree = compose(set, imported);
        TreeId id = store.add(tree);
        Path unfinished = ToolCheckouts.unfinished(place);
        files.deleteTree(unfinished);
        HardlinkCheckout.write(tree, store, unfinished);
        files.syncFileSystem(unfinished);
        files.rename(unfinished, place);
        store.roots().put("tools-" + label(set), Closure.of(List.of(id), List.of(), List.of()));
    }

    private Tree compose(ToolSet set, List<ImportedPackage> imported) throws IOException {
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer("jos", AccountFiles.addedTo(store)));
        for (ImportedPackage each : imported) {
            layers.add(new Layer(each.locked().id().toString(), store.tree(each.tree())));
        }
        try {
            return ViewComposer.compose(layers, CollisionPolicy.NONE).tree();
        } catch (CollisionException e) {
            throw new IOException("The tools `" + label(set) + "` collide: " + e.getMessage(), e);
        }
    }

    /// What is not for this machine lies beside what is.
    private String label(ToolSet set) {
        return foreign ? set.label() + "-" + machine.debianName() : set.label();
    }

    private Lock locked(ToolSet set) throws IOException {
        LockFile file = checkouts.lockFile(label(set));
        Optional<Lock> existing = file.read();
        Lock lock = resolver.lock(existing, request(set), progress).lock();
        file.write(lock, files);
        return lock;
    }

    private Lock updated(ToolSet set) throws IOException {
        LockFile file = checkouts.lockFile(label(set));
        Lock lock =
                resolver.update(file.read(), request(set), Set.of(), progress).lock();
        file.write(lock, files);
        return lock;
    }

    private Request request(ToolSet set) {
        return Request.of(machine, set.packages()).withBase(BasePolicy.NOTHING);
    }

    private Path beside(ToolSet set, String suffix) throws IOException {
        files.createDirectories(root.tools());
        return root.tools().resolve(label(set) + suffix);
    }

    /// The checkout of `lock`, kept from being collected whether it is there yet or not.
    private Path inUse(ToolSet set, Lock lock) throws IOException {
        Path place = checkouts.place(label(set), lock);
        inUse.add(checkouts.use(place));
        return place;
    }
}
