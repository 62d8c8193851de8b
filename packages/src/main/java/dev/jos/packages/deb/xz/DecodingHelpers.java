package dev.jos.packages.deb.xz;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// Threads that decode blocks ahead of those who read them, and the bound on how many blocks are in memory for that.
public final class DecodingHelpers implements AutoCloseable {

    /// No help: every reader decodes by itself.
    public static final DecodingHelpers NONE = new DecodingHelpers(0, Runnable::run, () -> {});

    private final Semaphore blocks;
    private final Executor threads;
    private final Runnable stop;

    private DecodingHelpers(int blocks, Executor threads, Runnable stop) {
        this.blocks = new Semaphore(blocks);
        this.threads = threads;
        this.stop = stop;
    }

    /// As many threads as blocks ahead.
    public static DecodingHelpers of(int count) {
        ExecutorService threads = Executors.newFixedThreadPool(
                count, Thread.ofPlatform().name("decode-", 0).daemon().factory());
        return new DecodingHelpers(count, threads, threads::shutdownNow);
    }

    boolean tryAcquire() {
        return blocks.tryAcquire();
    }

    void release() {
        blocks.release();
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
