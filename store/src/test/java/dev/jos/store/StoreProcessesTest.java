package dev.jos.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jos.host.Command;
import dev.jos.host.DiskFull;
import dev.jos.host.JosRoot;
import dev.jos.host.LinuxDurableFiles;
import dev.jos.host.LinuxProcesses;
import dev.jos.host.LinuxSystemCalls;
import dev.jos.host.Progress;
import dev.jos.host.RunningProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several processes, killed processes, and a full disk.
@Tag("integration")
class StoreProcessesTest {

    private static final int KILLS = Integer.getInteger("jos.test.kills", 200);
    private static final int KILLS_BETWEEN_COLLECTIONS = 10;
    private static final int ENDLESS = 1_000_000;

    @TempDir
    Path directory;

    private final LinuxProcesses processes = new LinuxProcesses();
    private final LinuxSystemCalls systemCalls = new LinuxSystemCalls();

    private Store open(Path root) {
        return Store.open(new JosRoot(root), new LinuxDurableFiles(systemCalls), systemCalls);
    }

    private Command writer(Path root, long seed, int batches) {
        return Command.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BatchWriter.class.getName(),
                        root.toString(),
                        Long.toString(seed),
                        Integer.toString(batches))
                .stdout(new Command.Output.Piped());
    }

    @Test
    void a_writer_that_is_killed_anywhere_leaves_a_sound_store() throws IOException {
        Path root = directory.resolve("jos");
        Store store = open(root);
        Random random = new Random(17);
        Set<TreeId> committed = new HashSet<>();
        for (int kill = 1; kill <= KILLS; kill++) {
            try (RunningProcess process = processes.start(writer(root, kill * 1000L, ENDLESS))) {
                committed.addAll(readUntil(process.output(), 1 + random.nextInt(150)));
            }
            assertThat(store.verify(VerifyScope.ALL, Progress.NONE).damages()).isEmpty();
            if (kill % KILLS_BETWEEN_COLLECTIONS == 0 || kill == KILLS) {
                assertThat(committed).allMatch(store::contains);
                committed.clear();
                collectEverything(root, store);
            }
        }
    }

    private static void collectEverything(Path root, Store store) throws IOException {
        BatchWriter.write(store, 0, OutputStream.nullOutputStream());
        store.collect(store.planGc());
        assertThat(FilesIn.names(root.resolve("store/staging"))).isEmpty();
        assertThat(store.statistics().objects()).isZero();
    }

    /// Reads so many steps and returns the trees that were committed before.
    private static List<TreeId> readUntil(InputStream output, int steps) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int left = steps; left > 0; ) {
            int next = output.read();
            assertThat(next).as("the writer ended by itself: %s", text).isNotNegative();
            text.append((char) next);
            if (next == '+' || next == '!') {
                left--;
            }
        }
        List<TreeId> trees = new ArrayList<>();
        for (String line : text.toString().split("\n", -1)) {
            if (line.length() == 64 && line.indexOf('+') < 0) {
                trees.add(TreeId.parse(line));
            }
        }
        return trees;
    }

    @Test
    void processes_write_the_same_at_the_same_time_while_another_reads() throws IOException {
        Path root = directory.resolve("jos");
        Store store = open(root);
        try (RunningProcess first = processes.start(writer(root, 1, 25));
                RunningProcess second = processes.start(writer(root, 1, 25))) {
            while (first.isRunning() || second.isRunning()) {
                assertThat(store.verify(VerifyScope.ALL, Progress.NONE).damages())
                        .isEmpty();
            }
            List<TreeId> trees = treesIn(first);
            assertThat(trees).hasSize(25).isEqualTo(treesIn(second));
            for (TreeId tree : trees) {
                assertThat(store.tree(tree).size()).isGreaterThan(1);
            }
        }
    }

    private static List<TreeId> treesIn(RunningProcess process) throws IOException {
        assertThat(process.await(Duration.ofMinutes(2)).status()).isZero();
        String text = new String(process.output().readAllBytes(), StandardCharsets.US_ASCII);
        return text.lines()
                .filter(line -> line.length() == 64)
                .map(TreeId::parse)
                .toList();
    }

    @Test
    void a_full_disk_is_said_to_be_full_and_what_was_there_stays_sound() throws IOException {
        assertThat(systemCalls.effectiveUserId())
                .as("mounting needs root: run the integration tests as root")
                .isZero();
        Path disk = Files.createDirectory(directory.resolve("disk"));
        processes.run(Command.of("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString()));
        try {
            Store store = open(disk.resolve("jos"));
            ObjectId before = store.add(new byte[500_000], false);

            assertThatExceptionOfType(DiskFull.class).isThrownBy(() -> {
                try (StoreBatch batch = store.batch()) {
                    for (int i = 0; i < 100; i++) {
                        byte[] content = new byte[100_000];
                        content[0] = (byte) i;
                        batch.add(content, false);
                    }
                    batch.commit();
                }
            });

            assertThat(store.contains(before)).isTrue();
            assertThat(store.verify(VerifyScope.ALL, Progress.NONE).damages()).isEmpty();
            assertThat(FilesIn.names(disk.resolve("jos/store/staging"))).isEmpty();
            store.add(new byte[600_000], false);
        } finally {
            processes.run(Command.of("umount", disk.toString()));
        }
    }
}
