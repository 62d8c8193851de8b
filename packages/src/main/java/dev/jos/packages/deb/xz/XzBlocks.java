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

    private static final byte[] MAGIC = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};
    private static final int STREAM_HEADER = 12;
    /// The length of a block's check by the lower four bits of the stream's flags (2.1.1.2).
    private static final int[] CHECK_SIZES = {0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64};

    private final InputStream in;
    private final DecodingHelpers helpers;
    private final int checkSize;
    private final Deque<FutureTask<byte[]>> ahead = new ArrayDeque<>();
    private int permits;
    private @Nullable XzBlockHeader next;
    private byte[] current = new byte[0];
    private int at;

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
        while (at == current.length) {
            if (!nextBlock()) {
                return -1;
            }
        }
        int count = Math.min(length, current.length - at);
        System.arraycopy(current, at, buffer, offset, count);
        at += count;
        return count;
    }

    @Override
    public int available() {
        return current.length - at;
    }

    private boolean nextBlock() throws IOException {
        at = 0;
        current = new byte[0];
        if (ahead.isEmpty()) {
            @Nullable FutureTask<byte[]> task = readBlock();
            if (task == null) {
                return false;
            }
            ahead.add(task);
        }
        while (next != null && helpers.tryAcquire()) {
            permits++;
            @Nullable FutureTask<byte[]> task = readBlock();
            if (task != null) {
                ahead.add(task);
                helpers.offer(task);
            }
        }
        FutureTask<byte[]> task = ahead.removeFirst();
        // Decodes here unless a helper has begun already.
        task.run();
        current = result(task);
        if (permits > ahead.size()) {
            permits--;
            helpers.release();
        }
        return true;
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

    /// Reads the block whose header was read, and what tells about the one behind it; null after the last.
    private @Nullable FutureTask<byte[]> readBlock() throws IOException {
        XzBlockHeader header = next;
        if (header == null) {
            return null;
        }
        byte[] compressed = in.readNBytes(header.compressedSize());
        int padding = -header.compressedSize() & 3;
        if (compressed.length < header.compressedSize()) {
            throw new EOFException();
        }
        in.skipNBytes(padding + checkSize);
        next = readHeader();
        return new FutureTask<>(() -> Lzma2Block.decode(compressed, header.size()));
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
        for (; permits > 0; permits--) {
            helpers.release();
        }
        ahead.clear();
        in.close();
    }
}
