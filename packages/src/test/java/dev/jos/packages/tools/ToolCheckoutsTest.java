package dev.jos.packages.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.host.InterProcessLock;
import dev.jos.host.JosRoot;
import dev.jos.host.Sha256;
import dev.jos.host.testing.FailingFiles;
import dev.jos.packages.Architecture;
import dev.jos.packages.lock.AccountIds;
import dev.jos.packages.lock.Lock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolCheckoutsTest {

    private final Instant later = Instant.now().plus(Duration.ofDays(8));

    @TempDir
    Path directory;

    private ToolCheckouts checkouts;
    private Path current;
    private Path old;

    @BeforeEach
    void two_checkouts_of_which_one_is_locked() throws IOException {
        JosRoot root = new JosRoot(directory);
        checkouts = new ToolCheckouts(root, FailingFiles.working());
        Files.createDirectories(root.tools());
        Lock lock = new Lock(Architecture.AMD64, Sha256.of(new byte[0]), List.of(), List.of(), AccountIds.NONE);
        checkouts.lockFile("mtools").write(lock, FailingFiles.working());
        current = checkout(checkouts.place("mtools", lock));
        old = checkout(root.tools().resolve("mtools-0123456789abcdef"));
    }

    /// Two names of one content of its own, and one that the store has too.
    private Path checkout(Path place) throws IOException {
        Files.createDirectories(place.resolve("usr/bin"));
        Files.writeString(place.resolve("usr/bin/mcopy"), "12345");
        Files.createLink(place.resolve("usr/bin/mdir"), place.resolve("usr/bin/mcopy"));
        Path object = Files.writeString(directory.resolve("object-of-" + place.getFileName()), "shared");
        Files.createLink(place.resolve("usr/bin/shared"), object);
        return place;
    }

    @Test
    void what_the_lock_file_does_not_name_is_unused_and_can_be_removed() throws IOException {
        List<ToolCheckouts.Unused> unused = checkouts.unused(Instant.now());

        assertThat(unused).containsExactly(new ToolCheckouts.Unused(old, 5));
        assertThat(checkouts.remove(unused.getFirst())).isTrue();
        try (var left = Files.list(old.getParent())) {
            assertThat(left).containsExactlyInAnyOrder(current, current.resolveSibling("mtools.lock"));
        }
        assertThat(checkouts.unused(Instant.now())).isEmpty();
    }

    @Test
    void what_runs_stays_and_what_was_used_stays_for_a_week() throws IOException {
        try (InterProcessLock _ = checkouts.use(old)) {
            assertThat(checkouts.unused(later)).isEmpty();
        }
        assertThat(checkouts.unused(Instant.now())).isEmpty();
        assertThat(checkouts.unused(later)).hasSize(1);
    }

    @Test
    void what_came_into_use_after_it_was_planned_stays() throws IOException {
        ToolCheckouts.Unused planned = checkouts.unused(later).getFirst();

        try (InterProcessLock _ = checkouts.use(old)) {
            assertThat(checkouts.remove(planned)).isFalse();
        }
        assertThat(old).isDirectory();
        assertThat(checkouts.remove(new ToolCheckouts.Unused(current, 0))).isFalse();
        assertThat(current).isDirectory();
    }

    @Test
    void a_lock_file_that_cannot_be_read_keeps_everything() throws IOException {
        Files.writeString(old.resolveSibling("mtools.lock"), "<<<<<<< mine\n");

        assertThat(checkouts.unused(later)).isEmpty();
    }
}
