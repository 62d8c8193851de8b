package dev.jos.bootloader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jos.host.DurableFiles;
import dev.jos.host.Sha256;
import dev.jos.host.SystemCalls;
import dev.jos.host.testing.FailingFiles;
import dev.jos.host.testing.PlainSystemCalls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every boot loader has to do, whatever its files look like.
abstract class BootLoaderContract {

    private static final long ROOM = 1L << 30;

    @TempDir
    Path temp;

    @Test
    void the_selected_generation_starts_by_itself() throws IOException {
        install(FailingFiles.working(), menu(2, item(1), item(2), item(3)));

        assertThat(simulated(boot()).starts()).isEqualTo("generation 2");
    }

    /// A loader for the partition at `boot`.
    abstract BootLoader loader(Path boot, DurableFiles files, SystemCalls system);

    /// What would start from the partition at `boot`.
    abstract SimulatedLoader simulated(Path boot);

    @Test
    void one_that_proved_good_is_not_counted_again() throws IOException {
        install(FailingFiles.working(), menu(1, item(1)));
        loader(FailingFiles.working()).bless(1);

        install(FailingFiles.working(), menu(2, item(1), item(2)));

        assertThat(read().offer(1)).contains(new BootState.Offer(1, OptionalInt.empty()));
    }

    @Test
    void it_tells_what_it_offers_and_in_which_order() throws IOException {
        assertThat(read()).isEqualTo(new BootState(List.of(), OptionalInt.empty(), List.of()));

        install(FailingFiles.working(), menu(2, item(1), item(2), item(3)));

        assertThat(read().offered()).extracting(BootState.Offer::generation).containsExactly(2, 3, 1);
        assertThat(read().selected()).hasValue(2);
    }

    @Test
    void the_default_moves_and_moves_back() throws IOException {
        install(FailingFiles.working(), menu(1, item(1), item(2)));
        install(FailingFiles.working(), menu(2, item(1), item(2)));
        assertThat(simulated(boot()).starts()).isEqualTo("generation 2");

        install(FailingFiles.working(), menu(1, item(1), item(2)));
        assertThat(simulated(boot()).starts()).isEqualTo("generation 1");
    }

    @Test
    void a_damaged_kernel_is_never_offered() throws IOException {
        install(FailingFiles.working(), menu(1, item(1)));
        BootItem bad = item(2);
        Files.writeString(bad.initrds().getFirst().source(), "something else");

        assertThatThrownBy(() -> install(FailingFiles.working(), menu(2, item(1), bad)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is damaged");
        assertThat(simulated(boot()).starts()).isEqualTo("generation 1");
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
                (steps, finished) -> assertThat(simulated(boot()).starts())
                        .isIn(finished ? List.of("generation 2") : List.of("generation 1", "generation 2")));

        assertThat(cuts).isGreaterThan(5);
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
                    assertThat(read().offered()).hasSize(2);
                    assertThat(names("jos")).hasSize(3);
                    assertThat(simulated(boot()).starts()).isEqualTo("generation 2");
                });
    }

    @Test
    void a_full_boot_partition_is_refused_before_anything_changes() throws IOException {
        install(FailingFiles.working(), menu(1, item(1)));
        var system = new PlainSystemCalls();
        system.setFreeBytes(1000);

        assertThatThrownBy(() -> loader(boot(), FailingFiles.working(), system).install(menu(2, item(1), item(2))))
                .isInstanceOfSatisfying(BootDirectoryFullException.class, e -> assertThat(e.free())
                        .isEqualTo(1000));
        assertThat(read().offered()).extracting(BootState.Offer::generation).containsExactly(1);
    }

    void install(DurableFiles files, BootMenu menu) throws IOException {
        loader(files).install(menu);
    }

    private BootLoader loader(DurableFiles files) {
        var system = new PlainSystemCalls();
        system.setFreeBytes(ROOM);
        return loader(boot(), files, system);
    }

    BootState read() throws IOException {
        return loader(FailingFiles.working()).read();
    }

    Path boot() {
        return temp.resolve("boot");
    }

    private void deleteBoot() throws IOException {
        FailingFiles.working().deleteTree(boot());
    }

    static BootMenu menu(int selected, BootItem... items) {
        return new BootMenu(List.of(items), selected, 3);
    }

    /// All generations share a kernel; every one has an initrd of its own.
    BootItem item(int generation) throws IOException {
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
