package dev.jos.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// The part of a file that has arrived so far, beside its target as `NAME.part`.
///
/// It outlives the process, so that a later one can go on where this one was killed. A lock keeps two writers apart:
/// the second one works on a file of its own.
final class PartialFile implements AutoCloseable {

    private static final int BUFFER = 1 << 17;

    private final Path target;
    private final Path part;
    private final InterProcessLock lock;
    private final FileChannel channel;
    private final MessageDigest digest = Sha256.newDigest();
    private long length;
    private boolean published;

    private PartialFile(Path target, Path part, InterProcessLock lock) throws IOException {
        this.target = target;
        this.part = part;
        this.lock = lock;
        this.channel = FileChannel.open(part, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    static PartialFile open(Path target) throws IOException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        Optional<InterProcessLock> lock = InterProcessLock.tryExclusive(part);
        if (lock.isEmpty()) {
            String random =
                    HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
            part = target.resolveSibling(target.getFileName() + "." + random + ".part");
            lock = InterProcessLock.tryExclusive(part);
        }
        PartialFile file = new PartialFile(target, part, lock.orElseThrow());
        file.hashWhatIsThere();
        return file;
    }

    private void hashWhatIsThere() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        while (channel.read(buffer) >= 0) {
            length += buffer.position();
            digest.update(buffer.flip());
            buffer.clear();
        }
    }

    /// The bytes that have arrived.
    long length() {
        return length;
    }

    /// Throws away what has arrived.
    void restart() throws IOException {
        channel.truncate(0);
        channel.position(0);
        digest.reset();
        length = 0;
    }

    void append(byte[] bytes, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        digest.update(bytes, 0, count);
        length += count;
    }

    /// The digest of what has arrived. Nothing may be appended afterwards, but for a [#restart].
    Sha256 digest() {
        return Sha256.fromBytes(digest.digest());
    }

    /// Puts the file at its target, durably.
    void publish(DurableFiles files) throws IOException {
        channel.force(true);
        files.rename(part, target);
        published = true;
    }

    @Override
    public void close() throws IOException {
        try (lock;
                channel) {
            if (!published && length == 0) {
                Files.deleteIfExists(part);
            }
        }
    }
}
