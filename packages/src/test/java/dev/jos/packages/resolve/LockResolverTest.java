package dev.jos.packages.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jos.host.Download;
import dev.jos.host.DownloadFailed;
import dev.jos.host.JosRoot;
import dev.jos.host.Progress;
import dev.jos.host.testing.FailingFiles;
import dev.jos.host.testing.InMemoryMirror;
import dev.jos.packages.Architecture;
import dev.jos.packages.archive.Archive;
import dev.jos.packages.archive.testing.SyntheticArchive;
import dev.jos.packages.lock.Lock;
import dev.jos.packages.lock.LockChange;
import dev.jos.packages.lock.LockedPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockResolverTest {

    private static final String BEFORE =
            "Package: a\nVersion: 1\nDepends: b\n\nPackage: b\nVersion: 1\n\nPackage: c\nVersion: 1\n";

    /// Updated: the old versions are gone.
    private static final String AFTER =
            "Package: a\nVersion: 2\nDepends: b\n\nPackage: b\nVersion: 2\n\nPackage: c\nVersion: 1\n";

    @TempDir
    Path directory;

    private final InMemoryMirror mirror = new InMemoryMirror();
    private final SyntheticArchive published =
            new SyntheticArchive(mirror).packages(BEFORE).publish();
    private Archive archive;
    private LockResolver resolver;

    @BeforeEach
    void open() {
        archive = published.open(new JosRoot(directory.resolve("root")), FailingFiles.working());
        resolver = new LockResolver(archive);
    }

    private static Request request(String... names) {
        return Request.of(Architecture.AMD64, List.of(names));
    }

    private Lock lock(String... names) throws IOException {
        return resolver.lock(Optional.empty(), request(names), Progress.NONE).lock();
    }

    private static List<String> versions(Lock lock) {
        return lock.packages().stream()
                .map(each -> each.name() + " " + each.version())
                .toList();
    }

    @Test
    void the_first_lock_fetches_the_archive_by_itself() throws IOException {
        assertThat(versions(lock("a"))).containsExactly("a 1", "b 1");
    }

    @Test
    void an_unchanged_request_needs_no_archive_at_all() throws IOException {
        Lock locked = lock("a");
        Archive elsewhere = new SyntheticArchive(new InMemoryMirror())
                .open(new JosRoot(directory.resolve("empty")), FailingFiles.working());

        LockUpdate update = new LockResolver(elsewhere).lock(Optional.of(locked), request("a"), Progress.NONE);

        assertThat(update.lock()).isSameAs(locked);
        assertThat(update.changes()).isEmpty();
    }

    @Test
    void a_changed_request_changes_only_what_it_must() throws IOException {
        Lock locked = lock("a").withAccounts(List.of("daemon-user"), List.of(), Set.of());

        LockUpdate update = resolver.lock(Optional.of(locked), request("a", "c"), Progress.NONE);

        assertThat(update.changes())
                .hasOnlyElementsOfType(LockChange.Added.class)
                .hasSize(1);
        assertThat(update.lock().accounts()).isEqualTo(locked.accounts());
    }

    @Test
    void an_update_moves_everything_to_the_newest() throws IOException {
        Lock locked = lock("a");
        published.packages(AFTER).publish();

        LockUpdate update = resolver.update(Optional.of(locked), request("a"), Set.of(), Progress.NONE);

        assertThat(versions(update.lock())).containsExactly("a 2", "b 2");
        assertThat(update.changes())
                .hasOnlyElementsOfType(LockChange.Upgraded.class)
                .extracting(LockChange::name)
                .containsExactly("a", "b");
    }

    @Test
    void an_update_of_one_package_leaves_the_others_where_the_archive_has_them() throws IOException {
        Lock locked = lock("a");
        published.packages(AFTER + "\nPackage: b\nVersion: 1\n").publish();

        LockUpdate update = resolver.update(Optional.of(locked), request("a"), Set.of("a"), Progress.NONE);

        assertThat(versions(update.lock())).containsExactly("a 2", "b 1");
    }

    @Test
    void an_update_of_what_is_not_locked_is_refused() throws IOException {
        Lock locked = lock("a");

        assertThatThrownBy(() -> resolver.update(Optional.of(locked), request("a"), Set.of("zsh"), Progress.NONE))
                .isInstanceOf(NotLockedException.class)
                .hasMessageContaining("`zsh`");
    }

    @Test
    void a_locked_version_gone_from_the_mirrors_is_told_with_its_replacement() throws IOException {
        Lock locked = lock("a");
        published.packages(AFTER).publish();
        archive.refresh(Architecture.AMD64, List.of(), Progress.NONE);
        LockedPackage a = locked.find("a").orElseThrow();

        DownloadFailed failure = fail(a);

        assertThat(archive.gone(failure, locked).orElseThrow())
                .hasMessage("`a 1` is no longer on the mirrors; `2` in trixie replaced it");
    }

    private DownloadFailed fail(LockedPackage locked) throws IOException {
        try {
            Path target = directory.resolve("a.deb");
            mirror.download(
                    List.of(Download.of(archive.locations(locked), target, locked.sha256(), locked.size())),
                    Progress.NONE);
        } catch (DownloadFailed e) {
            return e;
        }
        throw new AssertionError("the mirror has it");
    }
}
