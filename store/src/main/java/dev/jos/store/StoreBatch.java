package dev.jos.store;

import dev.jos.host.DiskFull;
import dev.jos.host.DurableFiles;
import dev.jos.host.DurableFiles.Staged;
import dev.jos.host.InterProcessLock;
import dev.jos.host.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Many objects and trees on their way into the store.
///
/// Threads may add at the same time. Contents are hashed while they are read; what the store has already is not
/// written at all. Nothing is visible to others before [#commit], which flushes everything with a few calls and
/// then publishes objects before trees. A batch that is closed without a commit leaves nothing behind; one that is
/// killed leaves its staging directory, which the next collection sweeps. An open batch keeps the collector away.
public final class StoreBatch implements AutoCloseable {

    /// Contents up to this size are hashed before anything is written.
    private static final int SMALL = 1 << 18;

    private static final Path PRESENT = Path.of("");

    private final StoreLayout layout;
    private final DurableFiles files;
    private final Set<ObjectId> distrustedObjects;
    private final Set<TreeId> distrustedTrees;
    private final InterProcessLock lock;
    private final Path staging;
    private final AtomicLong names = new AtomicLong();
    private final Queue<byte[]> buffers = new ConcurrentLinkedQueue<>();
    /// Where each object seen so far is staged, or [#PRESENT] if the store has it.
    private final Map<ObjectId, Path> objects = new ConcurrentHashMap<>();

    private final Map<TreeId, Path> trees = new ConcurrentHashMap<>();
    private boolean open = true;

    StoreBatch(StoreLayout layout, DurableFiles files, Set<ObjectId> distrustedObjects, Set<TreeId> distrustedTrees)
            throws IOException {
        this.layout = layout;
        this.files = files;
        this.distrustedObjects = Set.copyOf(distrustedObjects);
        this.distrustedTrees = Set.copyOf(distrustedTrees);
        this.lock = InterProcessLock.shared(layout.lock());
        boolean begun = false;
        try {
            String name = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
            this.staging = Files.createDirectories(layout.root().staging()).resolve(name);
            Files.createDirectory(staging);
            begun = true;
        } finally {
            if (!begun) {
                lock.close();
            }
        }
    }

    public ObjectId add(byte[] content, boolean executable) throws IOException {
        return addSmall(content, content.length, executable);
    }

    /// Reads `content` to its end, without closing it.
    public ObjectId add(InputStream content, boolean executable) throws IOException {
        byte[] pooled = buffers.poll();
        byte[] buffer = pooled == null ? new byte[SMALL] : pooled;
        try {
            int length = content.readNBytes(buffer, 0, SMALL);
            return length < SMALL
                    ? addSmall(buffer, length, executable)
                    : addLarge(buffer, length, content, executable);
        } finally {
            buffers.add(buffer);
        }
    }

    private ObjectId addSmall(byte[] content, int length, boolean executable) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        digest.update(content, 0, length);
        ObjectId id = new ObjectId(Sha256.fromBytes(digest.digest()), executable);
        if (!has(id)) {
            Path file = newName();
            write(file, executable, content, length);
            keep(id, file);
        }
        return id;
    }

    private ObjectId addLarge(byte[] buffer, int first, InputStream rest, boolean executable) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        Path file = newName();
        try (WritableByteChannel out = files.stage(file, executable)) {
            for (int length = first; length > 0; length = rest.readNBytes(buffer, 0, SMALL)) {
                digest.update(buffer, 0, length);
                writeFully(out, buffer, length);
            }
        }
        ObjectId id = new ObjectId(Sha256.fromBytes(digest.digest()), executable);
        if (has(id)) {
            Files.delete(file);
        } else {
            keep(id, file);
        }
        return id;
    }

    /// Adds a tree, whose objects must be in the store or in this batch.
    ///
    /// @throws MissingObject if one is not
    public TreeId add(Tree tree) throws IOException {
        byte[] encoding = TreeCodec.encode(tree);
        TreeId id = tree.identified(encoding);
        if (trees.containsKey(id) || (!distrustedTrees.contains(id) && Files.exists(layout.path(id)))) {
            return id;
        }
        for (Entry entry : tree.entries()) {
            if (entry.node() instanceof RegularFile file && !has(file.content())) {
                throw new MissingObject(file.content());
            }
        }
        Path file = newName();
        write(file, false, encoding, encoding.length);
        if (trees.putIfAbsent(id, file) != null) {
            Files.delete(file);
        }
        return id;
    }

    /// Believes without a look that the objects of `stored` are there: the store has that tree, and so has them.
    public void relyOn(Tree stored) {
        for (Entry entry : stored.entries()) {
            if (entry.node() instanceof RegularFile file && !distrustedObjects.contains(file.content())) {
                objects.putIfAbsent(file.content(), PRESENT);
            }
        }
    }

    /// Whether the object is in the store or in this batch.
    public boolean contains(ObjectId id) {
        return has(id);
    }

    private boolean has(ObjectId id) {
        if (objects.containsKey(id)) {
            return true;
        }
        if (distrustedObjects.contains(id) || !Files.exists(layout.path(id))) {
            return false;
        }
        objects.putIfAbsent(id, PRESENT);
        return true;
    }

    private void keep(ObjectId id, Path file) throws IOException {
        if (objects.putIfAbsent(id, file) != null) {
            Files.delete(file);
        }
    }

    private Path newName() {
        return staging.resolve(Long.toString(names.getAndIncrement(), Character.MAX_RADIX));
    }

    private void write(Path file, boolean executable, byte[] content, int length) throws IOException {
        try (WritableByteChannel out = files.stage(file, executable)) {
            writeFully(out, content, length);
        }
    }

    private void writeFully(WritableByteChannel out, byte[] content, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(content, 0, length);
        try {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw DiskFull.isMeantBy(e) ? fullDisk(e) : e;
        }
    }

    /// Java has no type for a full disk; callers need one.
    private DiskFull fullDisk(IOException e) {
        DiskFull full = new DiskFull(staging.toString());
        full.initCause(e);
        return full;
    }

    /// Publishes everything that was added. When this returns, it is on the disk.
    public void commit() throws IOException {
        if (!open) {
            throw new IllegalStateException("the batch is closed");
        }
        List<Staged> moves = new ArrayList<>();
        objects.forEach((id, file) -> {
            if (!file.equals(PRESENT)) {
                moves.add(new Staged(file, layout.path(id)));
            }
        });
        publish(layout.objects(), moves);
        List<Staged> treeMoves = new ArrayList<>();
        trees.forEach((id, file) -> treeMoves.add(new Staged(file, layout.path(id))));
        publish(layout.trees(), treeMoves);
        close();
    }

    private void publish(Path directory, List<Staged> moves) throws IOException {
        if (moves.isEmpty()) {
            return;
        }
        files.createDirectories(directory);
        Set<Path> parents = new HashSet<>();
        moves.forEach(move -> parents.add(move.to().resolveSibling("")));
        boolean made = false;
        for (Path parent : parents) {
            if (!Files.isDirectory(parent)) {
                Files.createDirectories(parent);
                made = true;
            }
        }
        if (made) {
            files.sync(directory);
        }
        files.publish(moves);
    }

    /// Drops what was not committed. A second call does nothing.
    @Override
    public void close() throws IOException {
        if (!open) {
            return;
        }
        open = false;
        try (lock) {
            removeStaging();
        }
    }

    private void removeStaging() throws IOException {
        try (var left = Files.newDirectoryStream(staging)) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(staging);
    }
}
