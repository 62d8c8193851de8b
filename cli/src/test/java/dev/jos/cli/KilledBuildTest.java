package dev.jos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.jos.host.DurableFiles;
import dev.jos.host.LinuxDurableFiles;
import dev.jos.host.LinuxSystemCalls;
import dev.jos.packages.archive.testing.SyntheticPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `jos build` in a process of its own, killed with SIGKILL at points that a seed decides.
///
/// The packages are downloaded before, so that every process does nothing but import, compose and write.
@Tag("integration")
class KilledBuildTest {

    private static final int KILLS = 200;
    private static final long SEED = 20260115;
    /// Each attempt on one store begins where the one before was killed; after these it is emptied again.
    private static final int KILLS_A_STORE = 8;
    private static final int PACKAGES = 24;
    private static final int FILES_A_PACKAGE = 60;

    @TempDir
    Path directory;

    private final DurableFiles files = new LinuxDurableFiles(new LinuxSystemCalls());
    private SyntheticMachine machine;
    private String undisturbed = "";
    private long undisturbedMillis;

    @BeforeEach
    void buildUndisturbed() throws IOException, InterruptedException {
        machine = new SyntheticMachine(directory);
        List<SyntheticPackage> packages = new ArrayList<>();
        Random content = new Random(SEED);
        for (int i = 0; i < PACKAGES; i++) {
            packages.add(large("large-" + i, content));
        }
        machine.publish(packages.toArray(SyntheticPackage[]::new))
                .install(packages.stream().map(SyntheticPackage::name).toArray(String[]::new));
        machine.assertBuilds();
        emptyStore();
        long start = System.nanoTime();
        undisturbed = finish();
        undisturbedMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        emptyStore();
    }

    private static SyntheticPackage large(String name, Random content) {
        SyntheticPackage made = SyntheticPackage.of(name, "1");
        for (int i = 0; i < FILES_A_PACKAGE; i++) {
            byte[] bytes = new byte[200 + content.nextInt(8000)];
            content.nextBytes(bytes);
            made.file("./usr/share/" + name + "/" + i, bytes);
        }
        return made;
    }

    /// All but what was downloaded and locked.
    private void emptyStore() throws IOException {
        for (String each : List.of("store", "systems", "generations", "roots", "cache/built", "cache/triggers")) {
            files.deleteTree(machine.root().resolve(each));
        }
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void a_build_killed_anywhere_leaves_a_store_that_verifies_and_the_next_run_finishes() throws Exception {
        Random random = new Random(SEED);
        int kills = 0;
        int midWrite = 0;
        while (kills < KILLS) {
            for (int i = 0; i < KILLS_A_STORE && kills < KILLS; i++) {
                List<Path> before = written();
                Process build = start();
                boolean ended = build.waitFor(random.nextLong(undisturbedMillis * 11 / 10) + 1, TimeUnit.MILLISECONDS);
                build.destroyForcibly().waitFor();
                if (ended) {
                    break;
                }
                kills++;
                midWrite += !isFinished() && !written().equals(before) ? 1 : 0;
            }
            assertThat(machine.jos("store", "verify").status())
                    .as("the store verifies after %d kills", kills)
                    .isZero();
            assertThat(finish()).as("the system after %d kills", kills).isEqualTo(undisturbed);
            assertThat(machine.jos("store", "verify").status()).isZero();
            emptyStore();
        }
        System.out.printf(
                "%d of %d kills came while something was being written; undisturbed, a build takes %d ms.%n",
                midWrite, kills, undisturbedMillis);
        assertThat(midWrite).as("kills that came while something was written").isGreaterThan(KILLS / 4);
    }

    private boolean isFinished() {
        return Files.exists(machine.root().resolve("generations/little/1"));
    }

    /// Everything in the store, finished or not.
    private List<Path> written() throws IOException {
        Path store = machine.root().resolve("store");
        if (!Files.exists(store)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(store)) {
            return all.sorted().toList();
        }
    }

    private Process start(String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.jos.cli.Main",
                "--root",
                machine.root().toString(),
                "build",
                machine.configurationFile().toString()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .start();
    }

    private Path output() {
        return directory.resolve("output");
    }

    /// A run that nobody disturbs; returns the id of the system.
    private String finish() throws IOException, InterruptedException {
        int status = start().waitFor();
        assertThat(status).as(Files.readString(output())).isZero();
        JsonObject newest = JsonParser.parseString(
                        machine.jos("generations", "list", "--json").out())
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject();
        return newest.get("system").getAsString();
    }
}
