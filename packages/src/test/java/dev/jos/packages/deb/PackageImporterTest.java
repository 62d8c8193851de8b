package dev.jos.packages.deb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jos.host.DownloadFailed;
import dev.jos.host.DurableFiles;
import dev.jos.host.JosRoot;
import dev.jos.host.Progress;
import dev.jos.host.testing.FailingFiles;
import dev.jos.host.testing.InMemoryMirror;
import dev.jos.host.testing.PlainSystemCalls;
import dev.jos.packages.archive.Mirrors;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.store.Directory;
import dev.jos.store.ObjectId;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import dev.jos.store.Symlink;
import dev.jos.store.Tree;
import dev.jos.store.VerifyReport;
import dev.jos.store.VerifyScope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PackageImporterTest {

    @TempDir
    private Path directory;

    private final InMemoryMirror mirror = new InMemoryMirror();
    private final DurableFiles files = FailingFiles.stoppingAfter(Integer.MAX_VALUE);
    private JosRoot root = new JosRoot(Path.of("/"));
    private Store store = Store.open(root, files, new PlainSystemCalls());

    @BeforeEach
    void openStore() {
        root = new JosRoot(directory.resolve("jos"));
        store = Store.open(root, files, new PlainSystemCalls());
    }

    private PackageImporter importer() {
        return new PackageImporter(root, store, files, mirror, Mirrors.DEFAULT);
    }

    private LockedPackage offer(DebFixture deb) {
        mirror.put(deb.location(), deb.bytes());
        return deb.locked();
    }

    private Tree importTree(DebFixture deb) throws IOException {
        return store.tree(importer()
                .importAll(List.of(offer(deb)), Progress.NONE)
                .getFirst()
                .tree());
    }

    @Test
    @Timeout(60)
    void packages_that_share_a_lock_do_not_wait_for_each_other_forever() throws IOException {
        List<LockedPackage> shared = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            shared.add(offer(withLock("00", "p" + i)));
        }
        for (int round = 0; round < 30; round++) {
            root = new JosRoot(directory.resolve("round-" + round));
            store = Store.open(root, files, new PlainSystemCalls());

            assertThat(importer().importAll(shared, Progress.NONE)).hasSize(shared.size());
        }
    }

    /// A package whose digest, of which the lock follows, begins with `prefix`.
    private static DebFixture withLock(String prefix, String name) {
        for (int attempt = 0; ; attempt++) {
            DebFixture deb =
                    new DebFixture(name).directory("./").compressedAs("").field("Attempt: " + attempt);
            if (deb.locked().sha256().hex().startsWith(prefix)) {
                return deb;
            }
        }
    }

    @Test
    void a_package_becomes_objects_a_tree_and_a_record() throws IOException {
        ImportedPackage imported = importer()
                .importAll(List.of(offer(DebFixture.ordinary("hello"))), Progress.NONE)
                .getFirst();

        Tree tree = store.tree(imported.tree());
        assertThat(tree.node("usr/bin/hello")).get().isInstanceOfSatisfying(RegularFile.class, file -> {
            assertThat(file.attributes().mode()).isEqualTo(0755);
            assertThat(file.attributes().mtime()).isEqualTo(1_700_000_000L);
            assertThat(store.path(file.content())).hasContent("#!/bin/sh\necho hello\n");
        });
        assertThat(tree.node("usr/bin/alias-hello")).get().isInstanceOfSatisfying(Symlink.class, link -> assertThat(
                        link.target())
                .isEqualTo("hello"));
        assertThat(tree.node("usr/bin/hard-hello")).isEqualTo(tree.node("usr/bin/hello"));
        assertThat(imported.control().version()).isEqualTo("1.0-1");
        assertThat(imported.conffiles()).containsExactly("etc/hello.conf");
        assertThat(imported.droppedConffiles()).containsExactly("etc/old-hello.conf");
        assertThat(imported.controlMembers()).containsEntry("postinst", "#!/bin/sh\nexit 0\n");
        assertThat(imported.interfaces().objects()).isEmpty();
        assertThat(store.verify(VerifyScope.ALL, Progress.NONE).isClean()).isTrue();
    }

    @Test
    void a_package_is_downloaded_and_unpacked_once() throws IOException {
        LockedPackage hello = offer(DebFixture.ordinary("hello"));
        List<ImportedPackage> first = importer().importAll(List.of(hello), Progress.NONE);
        Files.delete(root.downloads().resolve(hello.sha256().hex()));

        List<ImportedPackage> second = importer().importAll(List.of(hello, hello), Progress.NONE);

        assertThat(second).containsExactly(first.getFirst(), first.getFirst());
        assertThat(mirror.requested()).hasSize(1);
    }

    @Test
    void many_threads_that_want_the_same_packages_get_the_same() throws Exception {
        List<LockedPackage> wanted = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            wanted.add(offer(DebFixture.ordinary("package" + i)));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<List<ImportedPackage>>> tasks = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                List<LockedPackage> order = i % 2 == 0 ? wanted : wanted.reversed();
                tasks.add(() -> importer().importAll(order, Progress.NONE));
            }
            for (Future<List<ImportedPackage>> task : threads.invokeAll(tasks)) {
                assertThat(task.get()).extracting(ImportedPackage::locked).containsExactlyInAnyOrderElementsOf(wanted);
            }
        }
        assertThat(store.verify(VerifyScope.ALL, Progress.NONE).isClean()).isTrue();
    }

    @Test
    void old_places_are_merged_into_usr() throws IOException {
        Tree tree = importTree(new DebFixture("merge")
                .directory("./lib/")
                .directory("./usr/lib/")
                .file("./lib/x86_64-linux-gnu/libold.so.1", 0644, "old")
                .file("./sbin/tool", 0755, "tool")
                .symlink("./lib64", "usr/lib64")
                .hardLink("./bin/tool", "./sbin/tool"));

        assertThat(tree.node("usr/lib/x86_64-linux-gnu/libold.so.1")).isPresent();
        assertThat(tree.node("usr/bin/tool")).isEqualTo(tree.node("usr/sbin/tool"));
        assertThat(tree.node("usr/lib")).get().isInstanceOf(Directory.class);
        assertThat(tree.node("lib64")).get().isInstanceOf(Symlink.class);
        assertThat(tree.node("lib")).isEmpty();
    }

    @Test
    void the_same_file_at_both_places_may_be_equal_but_not_differ() throws IOException {
        assertThat(importTree(new DebFixture("same").file("./bin/x", 0755, "x").file("./usr/bin/x", 0755, "x"))
                        .node("usr/bin/x"))
                .isPresent();
        assertRefused(
                new DebFixture("other").file("./bin/x", 0755, "x").file("./usr/bin/x", 0755, "y"),
                "./usr/bin/x",
                "differs");
    }

    private void assertRefused(DebFixture deb, String entry, String problem) {
        LockedPackage locked = offer(deb);
        assertThatThrownBy(() -> importer().importAll(List.of(locked), Progress.NONE))
                .isInstanceOf(MalformedDebException.class)
                .hasMessageContaining("`%s_1.0-1_amd64.deb`".formatted(locked.name()))
                .hasMessageContaining("`%s`".formatted(entry))
                .hasMessageContaining(problem);
        assertThat(root.packages().resolve(locked.sha256().hex() + ".json")).doesNotExist();
    }

    @Test
    void paths_and_links_that_leave_the_root_are_refused() {
        assertRefused(new DebFixture("up").file("./usr/../../etc/passwd", 0644, "x"), "./usr/../../etc/passwd", "`..`");
        assertRefused(new DebFixture("root").file("/etc/passwd", 0644, "x"), "/etc/passwd", "absolute");
        assertRefused(new DebFixture("climb").symlink("./usr/x", "../../etc"), "./usr/x", "leads out of the root");
        assertRefused(new DebFixture("hard").hardLink("./usr/x", "/etc/shadow"), "/etc/shadow", "absolute");
        assertRefused(new DebFixture("hard2").hardLink("./usr/x", "./etc/shadow"), "./usr/x", "no file before it");
        assertRefused(new DebFixture("twice").file("./a", 0644, "x").file("./a", 0644, "x"), "./a", "occurs twice");
    }

    @Test
    void an_absolute_link_stays_as_it_is() throws IOException {
        assertThat(importTree(new DebFixture("abs").symlink("./etc/localtime", "/usr/share/zoneinfo/Etc/UTC"))
                        .node("etc/localtime"))
                .get()
                .isInstanceOfSatisfying(
                        Symlink.class, link -> assertThat(link.target()).isEqualTo("/usr/share/zoneinfo/Etc/UTC"));
    }

    @Test
    void a_file_below_a_link_is_refused() {
        LockedPackage locked =
                offer(new DebFixture("below").symlink("./usr/x", "/etc").file("./usr/x/passwd", 0644, "x"));

        assertThatThrownBy(() -> importer().importAll(List.of(locked), Progress.NONE))
                .isInstanceOf(MalformedDebException.class)
                .hasMessageContaining("no directory");
    }

    @Test
    void one_bad_package_does_not_keep_the_others_out() throws IOException {
        LockedPackage good = offer(DebFixture.ordinary("good"));
        LockedPackage bad = offer(new DebFixture("bad").file("/abs", 0644, ""));
        LockedPackage gone = DebFixture.ordinary("gone").locked();

        assertThatThrownBy(() -> importer().importAll(List.of(bad, gone, good), Progress.NONE))
                .isInstanceOf(DownloadFailed.class)
                .hasMessageContaining("gone_1.0-1_amd64.deb")
                .satisfies(failure ->
                        assertThat(failure.getSuppressed()).singleElement().isInstanceOf(MalformedDebException.class));
        assertThat(importer().imported(good)).isPresent();
        assertThat(importer().imported(bad)).isEmpty();
    }

    @Test
    void a_damaged_download_is_fetched_again() throws IOException {
        LockedPackage hello = offer(DebFixture.ordinary("hello"));
        byte[] damaged = DebFixture.ordinary("hello").bytes();
        damaged[damaged.length / 2] ^= 1;
        Files.createDirectories(root.downloads());
        Files.write(root.downloads().resolve(hello.sha256().hex()), damaged);

        importer().importAll(List.of(hello), Progress.NONE);

        assertThat(mirror.requested()).hasSize(1);
        assertThat(importer().imported(hello)).isPresent();
    }

    @Test
    void a_record_that_makes_no_sense_is_made_anew() throws IOException {
        LockedPackage hello = offer(DebFixture.ordinary("hello"));
        ImportedPackage first =
                importer().importAll(List.of(hello), Progress.NONE).getFirst();
        for (String nonsense : new String[] {"", "{", "[]", "{\"version\": 99}", "{\"version\": 1}", "null"}) {
            Files.delete(first.record());
            Files.writeString(first.record(), nonsense);

            assertThat(importer().imported(hello)).isEmpty();
            assertThat(importer().importAll(List.of(hello), Progress.NONE)).containsExactly(first);
        }
    }

    @Test
    void what_the_store_lost_is_unpacked_again() throws IOException {
        LockedPackage hello = offer(DebFixture.ordinary("hello"));
        Tree tree = store.tree(
                importer().importAll(List.of(hello), Progress.NONE).getFirst().tree());
        ObjectId lost = ((RegularFile) tree.node("usr/bin/hello").orElseThrow()).content();
        Files.delete(store.path(lost));
        VerifyReport report = store.verify(VerifyScope.ALL, Progress.NONE);
        assertThat(report.badObjects()).containsExactly(lost);

        VerifyReport after = store.repair(report, importer().repairSource(Progress.NONE));

        assertThat(after.isClean()).isTrue();
        assertThat(Files.readString(store.path(lost), StandardCharsets.UTF_8)).contains("echo hello");
    }

    @Test
    @Tag("integration")
    void an_import_cut_off_anywhere_leaves_whole_packages_and_can_be_finished() throws IOException {
        List<LockedPackage> wanted = List.of(
                offer(DebFixture.ordinary("one")),
                offer(DebFixture.ordinary("two")),
                offer(DebFixture.ordinary("three")));

        FailingFiles.atEveryStep(
                failing -> {
                    JosRoot own = freshRoot();
                    new PackageImporter(
                                    own,
                                    Store.open(own, failing, new PlainSystemCalls()),
                                    failing,
                                    mirror,
                                    Mirrors.DEFAULT)
                            .importAll(wanted, Progress.NONE);
                },
                (steps, finished) -> {
                    Store after = Store.open(root, files, new PlainSystemCalls());
                    assertThat(after.verify(VerifyScope.ALL, Progress.NONE).isClean())
                            .as("after %d steps", steps)
                            .isTrue();
                    PackageImporter again = new PackageImporter(root, after, files, mirror, Mirrors.DEFAULT);
                    assertThat(again.importAll(wanted, Progress.NONE)).hasSize(3);
                });
    }

    private JosRoot freshRoot() throws IOException {
        root = new JosRoot(Files.createTempDirectory(directory, "cut"));
        return root;
    }
}
