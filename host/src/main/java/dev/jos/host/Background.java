package dev.jos.host;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;

/// Work that goes on beside its owner's.
///
/// Closing waits until all of it is over, so that nothing outlives the step it belongs to, even when that fails.
public final class Background implements AutoCloseable {

    private final ExecutorService threads;

    private Background(ExecutorService threads) {
        this.threads = threads;
    }

    /// One piece of work.
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException;
    }

    /// What a piece of work comes to.
    ///
    /// @param <T> its type
    public static final class Result<T> {

        private final Future<T> future;

        public Result(Future<T> future) {
            this.future = future;
        }

        /// Waits for the work, and fails like it.
        public T get() throws IOException {
            try {
                return future.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException failure) {
                    throw failure;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    /// Does as many things at once as there are processors.
    public static Background onAllProcessors() {
        return new Background(Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), threads()));
    }

    /// Does everything at once: for a few things that wait for programs or the disk.
    public static Background unlimited() {
        return new Background(Executors.newThreadPerTaskExecutor(threads()));
    }

    private static ThreadFactory threads() {
        return Thread.ofPlatform().name("background-", 0).daemon().factory();
    }

    /// Begins `work` as soon as a thread is free.
    public <T> Result<T> start(Work<T> work) {
        return new Result<>(threads.submit(work::run));
    }

    @Override
    public void close() {
        threads.close();
    }
}
