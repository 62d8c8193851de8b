package dev.jos.packages.deb.xz;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// Threads that decode blocks ahead of those who read them, and the bound on how many blocks are in memory for that.
public final class DecodingHelpers implements AutoCloseable {

    /// No help: every reader decodes by itself.
    public static final DecodingHelpers NONE = new DecodingHelpers(0, 0, Runnable::run, () -> {});

    /// Enough for a block of `xz -6` and more.
    private static final int BYTES_A_THREAD = 32 << 20;

    private final Semaphore bytes;
    private final BlockBuffers buffers;
    private final Executor threads;
    private final Runnable stop;

    private DecodingHelpers(int bytes, int buffers, Executor threads, Runnable stop) {
        this.bytes = new Semaphore(bytes);
        this.buffers = new BlockBuffers(buffers);
        this.threads = threads;
        this.stop = stop;
    }

    /// So many threads, and for each of them 32 MiB of blocks ahead.
    public static DecodingHelpers of(int count) {
        ExecutorService threads = Executors.newFixedThreadPool(
                count, Thread.ofPlatform().name("decode-", 0).daemon().factory());
        // Whoever reads, and each thread that decodes for it, has one array to read from and one to write to.
        return new DecodingHelpers(count * BYTES_A_THREAD, 4 * count, threads, threads::shutdownNow);
    }

    BlockBuffers buffers() {
        return buffers;
    }

    /// Whether a block of `size` bytes may be decoded ahead.
    boolean tryAcquire(int size) {
        return bytes.tryAcquire(size);
    }

    void release(int size) {
        bytes.release(size);
    }

    /// Runs `task` when a thread is free, unless its owner was faster.
    void offer(Runnable task) {
        threads.execute(task);
    }

    @Override
    public void close() {
        stop.run();
    }
}
