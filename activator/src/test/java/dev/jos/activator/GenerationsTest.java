package dev.jos.activator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jos.host.DurableFiles;
import dev.jos.host.JosRoot;
import dev.jos.host.Sha256;
import dev.jos.host.testing.FailingFiles;
import dev.jos.system.SystemId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationsTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path temp;

    @Test
    void generations_count_up() throws IOException {
        Generations generations = generations(FailingFiles.working());

        assertThat(generations.register(system(1), NOW, "a.conf").number()).isEqualTo(1);
        assertThat(generations.register(system(2), NOW, "a.conf").number()).isEqualTo(2);
        assertThat(generations.list())
                .containsExactly(
                        new Generation("web", 1, system(1), NOW, "a.conf"),
                        new Generation("web", 2, system(2), NOW, "a.conf"));
        assertThat(Generations.profiles(root())).containsExactly("web");
    }

    @Test
    void the_same_system_again_is_no_new_generation() throws IOException {
        Generations generations = generations(FailingFiles.working());
        Generation first = generations.register(system(1), NOW, "a.conf");

        assertThat(generations.register(system(1), NOW.plusSeconds(60), "b.conf"))
                .isEqualTo(first);
    }

    @Test
    void a_number_is_never_given_out_again() throws IOException {
        Generations generations = generations(FailingFiles.working());
        generations.register(system(1), NOW, "a.conf");
        generations.register(system(2), NOW, "a.conf");
        generations.delete(Set.of(1), Set.of());
        FailingFiles.working().delete(root().generations("web").resolve("2"));

        assertThat(generations.register(system(3), NOW, "a.conf").number()).isEqualTo(3);
    }

    @Test
    void the_newest_generation_cannot_be_deleted() throws IOException {
        Generations generations = generations(FailingFiles.working());
        generations.register(system(1), NOW, "a.conf");
        generations.register(system(2), NOW, "a.conf");

        assertThatThrownBy(() -> generations.delete(Set.of(1, 2), Set.of()))
                .isInstanceOfSatisfying(GenerationInUseException.class, e -> assertThat(e.use())
                        .isEqualTo(GenerationInUseException.Use.NEWEST));
        assertThat(generations.list()).hasSize(2);
    }

    @Test
    void a_running_system_keeps_its_generation() throws IOException {
        Generations generations = generations(FailingFiles.working());
        generations.register(system(1), NOW, "a.conf");
        generations.register(system(2), NOW, "a.conf");

        assertThatThrownBy(() -> generations.delete(Set.of(1), Set.of(system(1))))
                .isInstanceOfSatisfying(GenerationInUseException.class, e -> assertThat(e.use())
                        .isEqualTo(GenerationInUseException.Use.RUNNING));
    }

    @Test
    void a_generation_that_is_not_there_is_named() {
        assertThatThrownBy(() -> generations(FailingFiles.working()).delete(Set.of(7), Set.of()))
                .isInstanceOfSatisfying(NoSuchGenerationException.class, e -> assertThat(e.number())
                        .isEqualTo(7));
    }

    @Test
    void a_power_cut_leaves_the_old_generations_and_perhaps_the_new_one() throws IOException {
        FailingFiles.atEveryStep(
                files -> {
                    FailingFiles.working().deleteTree(root().path());
                    generations(FailingFiles.working()).register(system(1), NOW, "a.conf");
                    generations(files).register(system(2), NOW, "a.conf");
                },
                (steps, finished) -> {
                    Generations after = generations(FailingFiles.working());
                    assertThat(after.list().getFirst().system()).isEqualTo(system(1));
                    assertThat(after.register(system(3), NOW, "a.conf").number())
                            .isBetween(2, 3);
                });
    }

    @Test
    void builds_at_the_same_time_get_different_numbers() throws Exception {
        List<Callable<Integer>> builds = IntStream.range(0, 20)
                .<Callable<Integer>>mapToObj(i -> () -> generations(FailingFiles.working())
                        .register(system(i), NOW, "a.conf")
                        .number())
                .toList();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var numbers = threads.invokeAll(builds).stream().map(Future::resultNow);

            assertThat(numbers).doesNotHaveDuplicates().hasSize(20);
        }
    }

    @Test
    void a_profile_is_named_by_plain_words() {
        for (String name : List.of("", "..", "a/b", ".hidden", "a b")) {
            assertThatThrownBy(() -> new Generations(root(), name, FailingFiles.working()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private Generations generations(DurableFiles files) {
        return new Generations(root(), "web", files);
    }

    private JosRoot root() {
        return new JosRoot(temp.resolve("jos"));
    }

    private static SystemId system(int number) {
        return new SystemId(Sha256.of(new byte[] {(byte) number}));
    }
}
