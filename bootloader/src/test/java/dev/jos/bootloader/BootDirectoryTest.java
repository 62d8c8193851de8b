package dev.jos.bootloader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jos.host.DurableFiles;
import dev.jos.host.Sha256;
import dev.jos.host.testing.FailingFiles;
import dev.jos.host.testing.PlainSystemCalls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootDirectoryTest {

    @TempDir
    Path temp;

    @Test
    void the_selected_generation_starts_by_itself() throws IOException {
        install(FailingFiles.working(), menu(2, item(1), item(2), item(3)));

        assertThat(SimulatedLoader.of(boot()).starts()).isEqualTo("generation 2");
    }

    @Test
    void when_the_selected_generation_fails_three_times_the_newest_other_one_starts() throws IOException {
        install(FailingFiles.working(), menu(2, item(1), item(2), item(3)));
        SimulatedLoader loader = SimulatedLoader.of(boot());

        for (int attempt = 1; attempt <= 3; attempt++) {
            assertThat(loader.boot()).isEqualTo("generation 2");
        }

        assertThat(loader.boot()).isEqualTo("generation 3");
    }

    @Test
    void attempts_already_made_survive_the_installation_of_another_generation() throws IOException {
        install(FailingFiles.working(), menu(1, item(1)));
        SimulatedLoader.of(boot()).boot();

        install(FailingFiles.working(), menu(2, item(1), item(2)));

        assertThat(names("loader/entries")).containsExactly("jos-b-000001+2-1.conf", "jos-b-000002+3.conf");
    }

    @Test
    void an_entry_that_proved_good_is_not_counted_again() throws IOException {
        install(FailingFiles.working(), menu(1, item(1)));
        Path entries = boot().resolve("loader/entries");
        Files.move(entries.resolve("jos-a-000001+3.conf"), entries.resolve("jos-a-000001.conf"));

        install(FailingFiles.working(), menu(2, item(1), item(2)));

        assertThat(names("loader/entries")).containsExactly("jos-b-000001.conf", "jos-b-000002+3.conf");
    }

    @Test
    void kernels_that_no_entry_needs_go_and_shared_ones_are_there_once() throws IOException {
        install(FailingFiles.working(), menu(2, item(1), item(2)));
        install(FailingFiles.working(), menu(2, item(2)));

        assertThat(names("jos"))
                .containsExactlyInAnyOrder(
                        item(2).linux().fileName(), item(2).initrds().getFirst().fileName());
    }

    @Test
    void whenever_the_power_is_cut_the_old_or_the_new_generation_starts() throws IOException {
        int cuts = FailingFiles.atEveryStep(
                files -> {
                    deleteBoot();
                    install(FailingFiles.working(), menu(1, item(1)));
                    install(files, menu(2, item(1), item(2)));
                },
                (steps, finished) -> assertThat(SimulatedLoader.of(boot()).starts())
                        .isIn(finished ? List.of("generation 2") : List.of("generation 1", "generation 2")));

        assertThat(cuts).isGreaterThan(15);
    }

    @Test
    void an_installation_after_a_power_cut_leaves_no_trace_of_it() throws IOException {
        FailingFiles.atEveryStep(
                files -> {
                    deleteBoot();
                    install(FailingFiles.working(), menu(1, item(1)));
                    install(files, menu(3, item(1), item(2), item(3)));
                },
                (steps, finished) -> {
                    install(FailingFiles.working(), menu(2, item(1), item(2)));
                    assertThat(names("loader/entries")).hasSize(2);
                    assertThat(names("jos")).hasSize(3);
                    assertThat(SimulatedLoader.of(boot()).starts()).isEqualTo("generation 2");
                });
    }

    @Test
    void a_full_boot_partition_is_refused_before_anything_changes() throws IOException {
        install(FailingFiles.working(), menu(1, item(1)));
        var system = new PlainSystemCalls();
        system.setFreeBytes(1000);

        assertThatThrownBy(() ->
                        new BootDirectory(boot(), FailingFiles.working(), system).install(menu(2, item(1), item(2))))
                .isInstanceOfSatisfying(BootDirectoryFullException.class, e -> assertThat(e.free())
                        .isEqualTo(1000));
        assertThat(names("loader/entries")).containsExactly("jos-a-000001+3.conf");
    }

    private void install(DurableFiles files, BootMenu menu) throws IOException {
        var system = new PlainSystemCalls();
        system.setFreeBytes(1L << 30);
        new BootDirectory(boot(), files, system).install(menu);
    }

    private Path boot() {
        return temp.resolve("boot");
    }

    private void deleteBoot() throws IOException {
        FailingFiles.working().deleteTree(boot());
    }

    private static BootMenu menu(int selected, BootItem... items) {
        return new BootMenu(List.of(items), selected, 3);
    }

    /// All generations share a kernel; every one has an initrd of its own.
    private BootItem item(int generation) throws IOException {
        return new BootItem(
                generation,
                "generation " + generation,
                "1",
                file("linux", "a kernel"),
                List.of(file("initrd", "initrd " + generation)),
                "jos.system=" + generation,
                true);
    }

    private BootFile file(String kind, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        Path source = Files.write(temp.resolve(kind + content.hashCode()), bytes);
        return new BootFile(kind, source, Sha256.of(bytes), bytes.length);
    }

    private List<String> names(String directory) throws IOException {
        try (Stream<Path> files = Files.list(boot().resolve(directory))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
