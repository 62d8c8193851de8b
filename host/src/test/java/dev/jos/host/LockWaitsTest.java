package dev.jos.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockWaitsTest {

    private static final Duration AT_ONCE = Duration.ofNanos(1);

    @TempDir
    Path root;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final Progress progress = (label, _, unit) -> {
        told.add(label + " " + unit);
        begun.countDown();
        return new Progress.Task() {
            @Override
            public void advance(long amount) {
                told.add("advanced");
            }

            @Override
            public void close() {
                told.add("over");
            }
        };
    };

    @Test
    void a_lock_that_is_free_is_taken_without_a_word() throws Exception {
        Path path = root.resolve("lock");
        LockWaits waits = new LockWaits(progress, AT_ONCE);

        try (InterProcessLock _ = waits.shared(path);
                InterProcessLock _ = waits.shared(path)) {
            assertThat(InterProcessLock.tryExclusive(path)).isEmpty();
        }
        try (InterProcessLock _ = waits.exclusive(path)) {
            assertThat(InterProcessLock.tryShared(path)).isEmpty();
        }
        assertThat(told).isEmpty();
    }

    @Test
    void whoever_waits_long_is_told_for_whom_until_the_lock_is_taken() throws Exception {
        Path path = Files.createFile(root.resolve("lock"));
        LockWaits waits = new LockWaits(progress, AT_ONCE);
        Command holder = Command.of("flock", path.toString(), "sh", "-c", "echo $PPID; read line")
                .stdin(new Command.Input.Piped())
                .stdout(new Command.Output.Piped());

        try (RunningProcess other = new LinuxProcesses().start(holder)) {
            String process = line(other);
            // Two threads wait, and one line says so.
            List<CompletableFuture<Void>> waiting = Stream.generate(
                            () -> CompletableFuture.runAsync(() -> takeAndGiveBack(waits, path)))
                    .limit(2)
                    .toList();
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(told).containsExactly("Waiting for another jos (pid " + process + ") TIME");

            other.input().close();
            other.await(Duration.ofSeconds(20));
            waiting.forEach(CompletableFuture::join);
        }
        assertThat(told).last().isEqualTo("over");
    }

    @Test
    void another_thread_of_this_process_is_no_other_jos() throws Exception {
        Path path = root.resolve("lock");
        InterProcessLock mine = InterProcessLock.exclusive(path);
        assertThat(LockHolder.of(path)).hasValue(ProcessHandle.current().pid());

        CompletableFuture<Void> waiting =
                CompletableFuture.runAsync(() -> takeAndGiveBack(new LockWaits(progress, AT_ONCE), path));
        // It waits, and has looked for whom: a lock that was given back a moment ago has no holder to be told apart.
        assertThatThrownBy(() -> waiting.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        mine.close();
        waiting.join();

        assertThat(told).isEmpty();
    }

    @Test
    void the_holder_is_found_among_those_who_hold_and_those_who_wait() {
        String locks = """
                1: POSIX  ADVISORY  WRITE 5 08:01:77 0 EOF
                2: FLOCK  ADVISORY  WRITE 6 08:02:77 0 EOF
                3: FLOCK  ADVISORY  WRITE 7 08:01:77 0 EOF
                3: -> FLOCK  ADVISORY  WRITE 8 08:01:77 0 EOF
                4: FLOCK  ADVISORY  READ 0 103:10100:9 0 EOF
                5: FLOCK  ADVISORY  READ 9 103:10100:9 0 EOF
                """;

        assertThat(LockHolder.find(locks, 0x801, 77)).hasValue(7);
        assertThat(LockHolder.find(locks, 0x801, 78)).isEmpty();
        assertThat(LockHolder.find(locks, 0x1011_0300L, 9)).hasValue(9);
        assertThat(LockHolder.of(root.resolve("missing"))).isEmpty();
    }

    private static void takeAndGiveBack(LockWaits waits, Path path) {
        try (InterProcessLock lock = waits.exclusive(path)) {
            assertThat(lock).isNotNull();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String line(RunningProcess process) throws java.io.IOException {
        StringBuilder line = new StringBuilder();
        for (int next = process.output().read();
                next != '\n' && next >= 0;
                next = process.output().read()) {
            line.append((char) next);
        }
        return line.toString();
    }
}
