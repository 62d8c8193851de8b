package dev.jos.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterProcessLockTest {

    @TempDir
    Path root;

    @Test
    void it_excludes_threads_of_the_same_process() throws IOException {
        Path path = root.resolve("lock");

        try (InterProcessLock _ = InterProcessLock.exclusive(path)) {
            assertThat(InterProcessLock.tryExclusive(path)).isEmpty();
            assertThat(InterProcessLock.tryShared(path)).isEmpty();
        }
        try (InterProcessLock again = InterProcessLock.tryExclusive(path).orElseThrow()) {
            assertThat(again).isNotNull();
        }
    }

    @Test
    void it_excludes_other_processes() throws Exception {
        Path path = Files.createFile(root.resolve("lock"));
        Command holder = Command.of("flock", path.toString(), "sh", "-c", "echo held; read line")
                .stdin(new Command.Input.Piped())
                .stdout(new Command.Output.Piped());

        try (RunningProcess other = new LinuxProcesses().start(holder)) {
            assertThat(other.output().read()).isEqualTo('h');
            assertThat(InterProcessLock.tryExclusive(path)).isEmpty();

            other.input().close();
            other.await(Duration.ofSeconds(20));
        }
        try (InterProcessLock mine = InterProcessLock.exclusive(path)) {
            assertThat(mine).isNotNull();
        }
    }

    @Test
    void many_may_share_it() throws IOException {
        Path path = root.resolve("lock");

        try (InterProcessLock _ = InterProcessLock.shared(path);
                InterProcessLock _ = InterProcessLock.shared(path)) {
            assertThat(InterProcessLock.tryExclusive(path)).isEmpty();
        }
    }

    @Test
    void a_directory_can_be_locked() throws IOException {
        try (InterProcessLock _ = InterProcessLock.exclusive(root)) {
            assertThat(InterProcessLock.tryExclusive(root)).isEmpty();
        }
    }

    @Test
    void only_one_of_many_is_inside_at_a_time_even_if_the_holder_removes_the_file() {
        Path path = root.resolve("lock");
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger entered = new AtomicInteger();

        CompletableFuture<?>[] workers = IntStream.range(0, 8)
                .mapToObj(_ -> CompletableFuture.runAsync(
                        () -> {
                            for (int i = 0; i < 50; i++) {
                                try (InterProcessLock _ = InterProcessLock.exclusive(path)) {
                                    assertThat(inside.incrementAndGet()).isEqualTo(1);
                                    entered.incrementAndGet();
                                    inside.decrementAndGet();
                                    Files.delete(path);
                                } catch (IOException e) {
                                    throw new java.io.UncheckedIOException(e);
                                }
                            }
                        },
                        task -> Thread.ofPlatform().start(task)))
                .toArray(CompletableFuture<?>[]::new);

        CompletableFuture.allOf(workers).orTimeout(60, TimeUnit.SECONDS).join();
        assertThat(entered).hasValue(400);
    }

    @Test
    void whoever_waits_gets_it_when_the_holder_closes() throws Exception {
        Path path = root.resolve("lock");
        CountDownLatch got = new CountDownLatch(1);
        InterProcessLock first = InterProcessLock.exclusive(path);
        Thread waiting = Thread.ofPlatform().start(() -> {
            try (InterProcessLock _ = InterProcessLock.exclusive(path)) {
                got.countDown();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        assertThat(got.getCount()).isEqualTo(1);

        first.close();
        first.close();

        assertThat(got.await(20, TimeUnit.SECONDS)).isTrue();
        waiting.join();
    }
}
