package dev.jos.store;

import dev.jos.host.DurableFiles;
import dev.jos.host.JosRoot;
import dev.jos.host.LockWaits;
import dev.jos.host.Progress;
import dev.jos.host.SystemCalls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;

/// Immutable contents and trees under one [JosRoot], each once, named by what they are.
///
/// Any number of threads and processes may read and write at the same time. What has a name in the store is whole:
/// an object or tree appears in one step, after its bytes are on the disk, and a tree appears after the objects it
/// refers to. Whoever writes something and wants to refer to it afterwards, from a root or a system, takes a
/// [hold][#hold] for that time, so that it is not collected in between.
public final class Store implements ContentSource {

    private final StoreLayout layout;
    private final DurableFiles files;
    private final SystemCalls systemCalls;

    private Store(StoreLayout layout, DurableFiles files, SystemCalls systemCalls) {
        this.layout = layout;
        this.files = files;
        this.systemCalls = systemCalls;
    }

    /// The store of `root`. Touches nothing yet; directories are made by the first write.
    public static Store open(JosRoot root, DurableFiles files, SystemCalls systemCalls) {
        return new Store(new StoreLayout(root), files, systemCalls);
    }

    /// Begins to write: many objects, flushed and published together.
    public StoreBatch batch() throws IOException {
        return new StoreBatch(layout, files, Set.of(), Set.of());
    }

    /// Adds one object, durably. For many, take a [#batch].
    public ObjectId add(byte[] content, boolean executable) throws IOException {
        try (StoreBatch batch = batch()) {
            ObjectId id = batch.add(content, executable);
            batch.commit();
            return id;
        }
    }

    /// Adds one object, durably, reading `content` to its end without closing it.
    public ObjectId add(InputStream content, boolean executable) throws IOException {
        try (StoreBatch batch = batch()) {
            ObjectId id = batch.add(content, executable);
            batch.commit();
            return id;
        }
    }

    /// Adds one tree, durably.
    ///
    /// @throws MissingObject if the content of a file is not in the store
    public TreeId add(Tree tree) throws IOException {
        try (StoreBatch batch = batch()) {
            TreeId id = batch.add(tree);
            batch.commit();
            return id;
        }
    }

    /// The same content with the executable bit set or cleared; it is copied if that object does not exist yet.
    public ObjectId withExecutable(ObjectId id, boolean executable) throws IOException {
        ObjectId wanted = new ObjectId(id.content(), executable);
        if (contains(wanted)) {
            return wanted;
        }
        try (InputStream content = open(id)) {
            return add(content, executable);
        }
    }

    public boolean contains(ObjectId id) {
        return Files.exists(layout.path(id));
    }

    /// Whether the tree is there, and so the objects of all its files.
    public boolean contains(TreeId id) {
        return Files.exists(layout.path(id));
    }

    /// Where the object is, or would be. Never to be written to: hard links elsewhere share the inode.
    public Path path(ObjectId id) {
        return layout.path(id);
    }

    @Override
    public InputStream open(ObjectId id) throws IOException {
        try {
            return Files.newInputStream(layout.path(id));
        } catch (NoSuchFileException e) {
            throw new MissingObject(id);
        }
    }

    /// The bytes of the object, to be read in any order; the caller closes the channel.
    ///
    /// @throws MissingObject if there is no such object
    public SeekableByteChannel channel(ObjectId id) throws IOException {
        try {
            return FileChannel.open(layout.path(id));
        } catch (NoSuchFileException e) {
            throw new MissingObject(id);
        }
    }

    /// Reads a tree and checks its digest.
    ///
    /// @throws MissingTree if there is none of this name
    /// @throws DamagedTree if the digest does not match
    public Tree tree(TreeId id) throws IOException {
        byte[] encoding;
        try {
            encoding = Files.readAllBytes(layout.path(id));
        } catch (NoSuchFileException e) {
            throw new MissingTree(id);
        }
        if (!TreeCodec.identify(encoding).equals(id)) {
            throw new DamagedTree(id);
        }
        return TreeCodec.decode(encoding);
    }

    SystemCalls systemCalls() {
        return systemCalls;
    }

    /// What must not be collected, by names that people and commands give.
    public Roots roots() {
        return new Roots(layout.root().roots(), files);
    }

    /// Until this is closed, or the process ends, nothing is collected. Others may hold the store as well.
    public StoreHold hold() throws IOException {
        return hold(Progress.NONE);
    }

    /// The same; `progress` hears of it when a collection has to be waited for.
    public StoreHold hold(Progress progress) throws IOException {
        return new StoreHold(new LockWaits(progress).shared(layout.lock()));
    }

    /// Re-hashes what the store holds, on all processors.
    public VerifyReport verify(VerifyScope scope, Progress progress) throws IOException {
        return new Verification(layout, scope).run(progress);
    }

    /// A batch that does not believe in what `report` found damaged or missing: adding such an object or tree puts
    /// it in place anew.
    public StoreBatch repairBatch(VerifyReport report) throws IOException {
        return new StoreBatch(layout, files, report.badObjects(), report.badTrees());
    }

    /// Lets `source` supply what `report` found damaged or missing, and puts that in place.
    ///
    /// @return what is still damaged or missing
    public VerifyReport repair(VerifyReport report, RepairSource source) throws IOException {
        try (StoreBatch batch = repairBatch(report)) {
            source.supply(report.badObjects(), report.badTrees(), batch);
            batch.commit();
        }
        return new Verification(layout, VerifyScope.ALL).again(report);
    }

    /// What a collection would remove now. Removes nothing.
    public GcPlan planGc() throws IOException {
        return new GcPlanner(layout).plan();
    }

    /// Removes what `plan` names and nothing refers to, even now.
    ///
    /// @throws StoreInUse if somebody writes to the store or holds it
    public GcReport collect(GcPlan plan) throws IOException {
        return new Collector(layout, files).collect(plan);
    }

    /// Counts what the store holds. Reads all trees.
    public Statistics statistics() throws IOException {
        return StatisticsCount.of(layout);
    }
}
