package dev.jos.activator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jos.bootloader.BootDirectoryFullException;
import dev.jos.bootloader.BootFile;
import dev.jos.bootloader.BootItem;
import dev.jos.bootloader.BootLoader;
import dev.jos.bootloader.BootMenu;
import dev.jos.bootloader.BootState;
import dev.jos.bootloader.Extlinux;
import dev.jos.host.Sha256;
import dev.jos.host.testing.FailingFiles;
import dev.jos.host.testing.PlainSystemCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootMenusTest {

    /// Of each kernel.
    private static final int SIZE = 4 << 20;

    @TempDir
    private Path temp;

    @Test
    void the_newest_generations_are_kept_and_those_that_are_needed() throws IOException {
        List<BootItem> items = items(1, 2, 3, 4, 5);

        assertThat(BootMenus.choose(items, Set.of(1), 2))
                .extracting(BootItem::generation)
                .containsExactlyInAnyOrder(1, 4, 5);
    }

    @Test
    void a_partition_with_room_for_one_kernel_less_loses_the_oldest_generation() throws IOException {
        install(menu(3, 1, 2, 3), Set.of(3), 5);

        Set<Integer> dropped = install(menu(4, 1, 2, 3, 4), Set.of(3, 4), 3);

        assertThat(dropped).containsExactly(1);
        assertThat(read().offered()).extracting(BootState.Offer::generation).containsExactly(4, 3, 2);
        assertThat(read().selected()).hasValue(4);
    }

    @Test
    void what_has_to_stay_is_never_given_up() throws IOException {
        install(menu(2, 1, 2), Set.of(2), 5);

        assertThatThrownBy(() -> install(menu(3, 1, 2, 3), Set.of(1, 2, 3), 2))
                .isInstanceOf(BootDirectoryFullException.class);
        assertThat(read().offered()).extracting(BootState.Offer::generation).containsExactly(2, 1);
        assertThat(read().selected()).hasValue(2);
    }

    /// @param room how many kernels the partition has room for, besides what jos keeps free
    private Set<Integer> install(BootMenu menu, Set<Integer> needed, int room) throws IOException {
        return new BootMenus(new Measured(room)).install(menu, needed);
    }

    /// Knows before each call how much is free.
    private final class Measured implements BootLoader {

        private final int room;

        Measured(int room) {
            this.room = room;
        }

        @Override
        public BootState read() throws IOException {
            return loader(room).read();
        }

        @Override
        public void install(BootMenu menu) throws IOException {
            loader(room).install(menu);
        }

        @Override
        public void bless(int generation) throws IOException {
            loader(room).bless(generation);
        }
    }

    private BootState read() throws IOException {
        return loader(1).read();
    }

    private Extlinux loader(int room) throws IOException {
        var calls = new PlainSystemCalls();
        calls.setFreeBytes((long) room * SIZE + (1 << 20) - used());
        return new Extlinux(temp.resolve("boot"), FailingFiles.working(), calls);
    }

    private long used() throws IOException {
        Path blobs = temp.resolve("boot/jos");
        if (!Files.isDirectory(blobs)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(blobs)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private BootMenu menu(int selected, int... generations) throws IOException {
        return new BootMenu(items(generations), selected, 0);
    }

    private List<BootItem> items(int... generations) {
        return IntStream.of(generations).mapToObj(this::item).toList();
    }

    private BootItem item(int generation) {
        try {
            byte[] kernel = new byte[SIZE];
            kernel[0] = (byte) generation;
            Path source = Files.write(temp.resolve("kernel-" + generation), kernel);
            return new BootItem(
                    generation,
                    "jos",
                    "generation " + generation,
                    new BootFile("linux", source, Sha256.of(kernel), SIZE),
                    List.of(),
                    "",
                    false);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
