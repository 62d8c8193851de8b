package dev.jos.packages.deb.xz;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.CorruptedInputException;
import org.tukaani.xz.XZInputStream;

/// Decodes an `.xz` stream whose blocks say how long they are, as all that `dpkg-deb` writes do: each block at once
/// in memory, and
/// the following ones meanwhile on idle processors.
///
/// The checks of the blocks' contents are *not* verified: whoever uses this knows a digest of the compressed bytes.
public final class XzBlocks extends InputStream {

    private static final byte[] NOTHING = {};
    private static final byte[] MAGIC = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};
    private static final int STREAM_HEADER = 12;
    /// The length of a block's check by the lower four bits of the stream's flags (2.1.1.2).
    private static final int[] CHECK_SIZES = {0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64};

    private final InputStream in;
    private final DecodingHelpers helpers;
    private final int checkSize;
    private final Deque<Ahead> ahead = new ArrayDeque<>();
    /// What was acquired for the blocks ahead and not released yet.
    private int acquired;
    private @Nullable XzBlockHeader next;
    private byte[] current = NOTHING;
    private int size;
    private int at;

    /// A block that was read and is decoded by whoever comes first.
    ///
    /// @param acquired what has to be released once it is taken
    private record Ahead(FutureTask<byte[]> content, int size, int acquired) {}

    private XzBlocks(InputStream in, DecodingHelpers helpers, int checkSize, XzBlockHeader first) {
        this.in = in;
        this.helpers = helpers;
        this.checkSize = checkSize;
        this.next = first;
    }

    /// The plain content of `in`. A stream of another shape is decoded by XZ for Java, with at most `mostMemory` KiB.
    public static InputStream open(InputStream in, DecodingHelpers helpers, int mostMemory) throws IOException {
        byte[] start = in.readNBytes(STREAM_HEADER + 1);
        boolean known = start.length == STREAM_HEADER + 1
                && Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                && start[6] == 0
                && (start[7] & 0xf0) == 0
                && start[STREAM_HEADER] != 0;
        byte[] header = known ? XzBlockHeader.read(in, start[STREAM_HEADER] & 0xff) : new byte[0];
        Optional<XzBlockHeader> first = known ? XzBlockHeader.parse(header) : Optional.empty();
        if (first.isEmpty()) {
            byte[] again = known ? Arrays.copyOf(start, STREAM_HEADER + header.length) : start;
            if (known) {
                System.arraycopy(header, 0, again, STREAM_HEADER, header.length);
            }
            return new XZInputStream(new SequenceInputStream(new ByteArrayInputStream(again), in), mostMemory);
        }
        return new XzBlocks(in, helpers, CHECK_SIZES[start[7]], first.get());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (at == size) {
            if (!nextBlock()) {
                return -1;
            }
        }
        int count = Math.min(length, size - at);
        System.arraycopy(current, at, buffer, offset, count);
        at += count;
        return count;
    }

    @Override
    public int available() {
        return size - at;
    }

    private boolean nextBlock() throws IOException {
        dropCurrent();
        if (ahead.isEmpty() && next != null) {
            ahead.add(readBlock(next, 0));
        }
        while (next != null && helpers.tryAcquire(next.size())) {
            acquired += next.size();
            Ahead block = readBlock(next, next.size());
            ahead.add(block);
            helpers.offer(block.content());
        }
        @Nullable Ahead block = ahead.pollFirst();
        if (block == null) {
            return false;
        }
        // Decodes here unless a helper has begun already.
        block.content().run();
        current = result(block.content());
        size = block.size();
        release(block.acquired());
        return true;
    }

    private void release(int count) {
        acquired -= count;
        helpers.release(count);
    }

    private void dropCurrent() {
        if (current.length > 0) {
            helpers.buffers().give(current);
        }
        current = NOTHING;
        size = 0;
        at = 0;
    }

    private static byte[] result(FutureTask<byte[]> task) throws IOException {
        try {
            return task.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /// Reads the block whose header was read, and what tells about the one behind it.
    private Ahead readBlock(XzBlockHeader header, int toRelease) throws IOException {
        int length = header.compressedSize();
        byte[] compressed = helpers.buffers().take(length);
        if (in.readNBytes(compressed, 0, length) < length) {
            throw new EOFException();
        }
        in.skipNBytes((-length & 3) + checkSize);
        next = readHeader();
        return new Ahead(new FutureTask<>(() -> decode(compressed, header)), header.size(), toRelease);
    }

    private byte[] decode(byte[] compressed, XzBlockHeader header) throws CorruptedInputException {
        byte[] content = helpers.buffers().take(header.size());
        Lzma2Block.decode(compressed, header.compressedSize(), content, header.size());
        helpers.buffers().give(compressed);
        return content;
    }

    private @Nullable XzBlockHeader readHeader() throws IOException {
        int sizeByte = in.read();
        if (sizeByte < 0) {
            throw new EOFException();
        }
        if (sizeByte == 0) {
            skipIndex();
            return null;
        }
        return XzBlockHeader.parse(XzBlockHeader.read(in, sizeByte)).orElseThrow(CorruptedInputException::new);
    }

    /// Reads over the index, whose first byte is gone, and the footer.
    private void skipIndex() throws IOException {
        long length = 1;
        long records = 0;
        for (int shift = 0; ; shift += 7, length++) {
            int value = indexByte();
            records |= (long) (value & 0x7f) << shift;
            if (value < 0x80) {
                length++;
                break;
            }
            if (shift > 28) {
                throw new CorruptedInputException();
            }
        }
        for (long numbers = 2 * records; numbers > 0; length++) {
            if (indexByte() < 0x80) {
                numbers--;
            }
        }
        in.skipNBytes((-length & 3) + 4);
        byte[] footer = in.readNBytes(12);
        if (footer.length < 12 || footer[10] != 'Y' || footer[11] != 'Z') {
            throw new CorruptedInputException();
        }
    }

    private int indexByte() throws IOException {
        int value = in.read();
        if (value < 0) {
            throw new EOFException();
        }
        return value;
    }

    @Override
    public void close() throws IOException {
        release(acquired);
        ahead.clear();
        dropCurrent();
        in.close();
    }
}
