package dev.jos.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Does the same to many things, with as many threads as there are processors.
final class OnAllProcessors {

    private OnAllProcessors() {}

    static <T> void run(List<T> things, Consumer<T> action) throws IOException {
        int threads = Math.min(Runtime.getRuntime().availableProcessors(), things.size());
        if (threads <= 1) {
            things.forEach(action);
            return;
        }
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(executor.submit(() -> {
                    for (int index = next.getAndIncrement(); index < things.size(); index = next.getAndIncrement()) {
                        action.accept(things.get(index));
                    }
                }));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
