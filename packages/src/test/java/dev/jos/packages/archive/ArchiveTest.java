package dev.jos.packages.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jos.host.DownloadFailed;
import dev.jos.host.JosRoot;
import dev.jos.host.Progress;
import dev.jos.host.Sha256;
import dev.jos.host.testing.FailingFiles;
import dev.jos.host.testing.InMemoryMirror;
import dev.jos.packages.Architecture;
import dev.jos.packages.archive.testing.SigningKey;
import dev.jos.packages.archive.testing.SyntheticArchive;
import dev.jos.packages.lock.LockedSuite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {

    private static final String PACKAGES = """
            Package: vim
            Version: 2:9.1-1
            Description: Vi improved - an editor
            Depends: libc6 (>= 2.36), vim-runtime (= 2:9.1-1)

            Package: vim-runtime
            Version: 2:9.1-1
            Architecture: all
            Source: vim (2:9.1-1)

            Package: libc6
            Version: 2.41-1
            Multi-Arch: same

            Package: postfix
            Version: 3.10-1
            Provides: mail-transport-agent
            """;

    @TempDir
    Path directory;

    private final InMemoryMirror mirror = new InMemoryMirror();
    private final SyntheticArchive published = new SyntheticArchive(mirror).packages(PACKAGES);

    private Archive archive() {
        return published.open(new JosRoot(directory), FailingFiles.working());
    }

    private PackageIndex refresh() throws IOException {
        return archive().refresh(Architecture.AMD64, List.of(), Progress.NONE);
    }

    private void assertRejected(Class<? extends ReleaseProblem> problem, String words) {
        assertThatThrownBy(this::refresh)
                .isInstanceOfSatisfying(ReleaseRejectedException.class, e -> assertThat(e.problem())
                        .isInstanceOf(problem))
                .hasMessageContaining("the release of `trixie`")
                .hasMessageContaining(words);
    }

    @Test
    void a_refresh_makes_every_package_known() throws IOException {
        published.publish();

        PackageIndex index = refresh();

        IndexedPackage vim = index.find("vim").getFirst();
        assertThat(vim.version()).hasToString("2:9.1-1");
        assertThat(vim.description()).isEqualTo("Vi improved - an editor");
        assertThat(vim.relations(RelationKind.DEPENDS))
                .extracting(Object::toString)
                .containsExactly("libc6 (>= 2.36)", "vim-runtime (= 2:9.1-1)");
        assertThat(vim.locked().file()).isEqualTo("pool/main/vim.deb");
        assertThat(index.find("vim-runtime").getFirst().locked().source()).isEqualTo("vim");
        assertThat(index.find("vim-runtime").getFirst().locked().id().architecture())
                .isEqualTo("all");
        assertThat(index.providers("mail-transport-agent"))
                .extracting(IndexedPackage::name)
                .containsExactly("postfix");
        assertThat(index.find("emacs")).isEmpty();
        assertThat(index.search("EDITOR improved"))
                .extracting(IndexedPackage::name)
                .containsExactly("vim");
        assertThat(index.nearest("vmi")).startsWith("vim");
        assertThat(index.suites()).extracting(LockedSuite::name).containsExactly("trixie");
    }

    @Test
    void progress_says_what_is_downloaded() throws IOException {
        published.publish();
        List<String> labels = new ArrayList<>();
        Progress listening = (label, total, unit) -> {
            labels.add(label);
            return Progress.NONE.start(label, total, unit);
        };

        archive().refresh(Architecture.AMD64, List.of(), listening);

        assertThat(labels)
                .containsExactly("Downloading release files", "Downloading package lists", "Indexing packages");
    }

    @Test
    void the_index_is_there_without_network_after_a_refresh() throws IOException {
        published.publish();
        refresh();
        mirror.remove(SyntheticArchive.inRelease());

        assertThat(archive().index(Architecture.AMD64).find("vim")).hasSize(1);
    }

    @Test
    void without_a_refresh_there_is_no_index() {
        assertThatThrownBy(() -> archive().index(Architecture.AMD64)).isInstanceOf(IndexMissingException.class);
    }

    @Test
    void other_components_need_a_refresh_of_their_own() throws IOException {
        published.publish();
        refresh();
        Archive other = Archive.of(
                SyntheticArchive.settings().withComponents(List.of("main", "contrib")),
                new JosRoot(directory),
                mirror,
                FailingFiles.working());

        assertThatThrownBy(() -> other.index(Architecture.AMD64)).isInstanceOf(IndexMissingException.class);
    }

    @Test
    void a_release_signed_by_somebody_else_is_refused() {
        SigningKey stranger = SigningKey.of("Mallory", SyntheticArchive.NOW, Duration.ofDays(100));
        Archive trusting = archive();
        published.signedBy(stranger).publish();

        assertThatThrownBy(() -> trusting.refresh(Architecture.AMD64, List.of(), Progress.NONE))
                .isInstanceOf(ReleaseRejectedException.class)
                .hasMessageContaining("signed only by keys that are not Debian's");
    }

    @Test
    void a_release_changed_after_signing_is_refused() throws IOException {
        published.publish();
        change("Suite: stable", "Suite: stabel");

        assertRejected(ReleaseProblem.BadSignature.class, "does not match its signature by `Test Archive");
    }

    @Test
    void text_around_a_signed_release_is_refused() throws IOException {
        published.publish();
        change("-----BEGIN PGP SIGNED", "Codename: sid\n-----BEGIN PGP SIGNED");
        assertRejected(ReleaseProblem.NotSigned.class, "does not begin with");

        published.publish();
        change("-----END PGP SIGNATURE-----", "-----END PGP SIGNATURE-----\nCodename: sid");
        assertRejected(ReleaseProblem.NotSigned.class, "something after the signature");
    }

    @Test
    void a_truncated_release_is_refused_wherever_it_ends() throws IOException {
        published.publish();
        byte[] whole = content();
        for (int length = 0; length < whole.length - 2; length += 7) {
            mirror.put(SyntheticArchive.inRelease(), java.util.Arrays.copyOf(whole, length));

            assertThatThrownBy(this::refresh).isInstanceOf(ReleaseRejectedException.class);
        }
    }

    @Test
    void a_release_past_its_validity_is_refused_with_the_time() {
        published.validUntil(SyntheticArchive.NOW.minus(Duration.ofDays(3))).publish();

        assertRejected(ReleaseProblem.Expired.class, "expired 3 days ago");
    }

    @Test
    void a_release_from_the_future_points_at_the_clock() {
        published.dated(SyntheticArchive.NOW.plus(Duration.ofDays(400))).publish();

        assertRejected(ReleaseProblem.FromTheFuture.class, "400 days after this machine's clock");
    }

    @Test
    void an_older_release_than_the_last_is_refused_and_the_last_stays() throws IOException {
        published.publish();
        refresh();
        published
                .dated(SyntheticArchive.NOW.minus(Duration.ofDays(2)))
                .packages("")
                .publish();

        assertRejected(ReleaseProblem.RolledBack.class, "older than one seen before");
        assertThat(archive().index(Architecture.AMD64).find("vim")).hasSize(1);
    }

    @Test
    void an_older_release_than_the_locks_is_refused() {
        published.publish();
        LockedSuite locked = new LockedSuite("trixie", SyntheticArchive.NOW, Sha256.of(new byte[0]));

        assertThatThrownBy(() -> archive().refresh(Architecture.AMD64, List.of(locked), Progress.NONE))
                .hasMessageContaining("older than one seen before");
    }

    @Test
    void the_release_of_another_suite_is_refused() {
        published.codename("sid").publish();

        assertRejected(ReleaseProblem.WrongSuite.class, "in truth that of `sid`");
    }

    @Test
    void an_architecture_that_the_suite_lacks_is_named() {
        published.publish();

        assertThatThrownBy(() -> archive().refresh(Architecture.ARM64, List.of(), Progress.NONE))
                .hasMessageContaining("has no `main/binary-arm64/Packages.xz`");
    }

    @Test
    void a_package_list_with_another_digest_is_refused_and_nothing_is_half_done() throws IOException {
        published.publish();
        refresh();
        published.packages(PACKAGES + "\n\nPackage: emacs\nVersion: 1\n").publish();
        mirror.put(published.packagesUri(), "garbage".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(this::refresh).isInstanceOf(DownloadFailed.class);
        assertThat(archive().index(Architecture.AMD64).find("emacs")).isEmpty();
        assertThat(archive().index(Architecture.AMD64).find("vim")).hasSize(1);
    }

    @Test
    void a_malformed_package_list_names_file_and_line() {
        published.packages("Package: vim\nVersion: 1\nDepends: libc6 (>> \n").publish();

        assertThatThrownBy(this::refresh)
                .isInstanceOf(IndexSyntaxException.class)
                .hasMessageContaining("`trixie/main/binary-amd64/Packages.xz`, line 8: in the field `Depends`");
    }

    @Test
    void a_damaged_index_is_made_anew() throws IOException {
        published.publish();
        refresh();
        Path index = indexFile();
        byte[] content = Files.readAllBytes(index);
        content[content.length / 2] ^= 1;
        Files.write(index, content);

        assertThat(archive().index(Architecture.AMD64).find("vim")).hasSize(1);
        assertThat(Files.readAllBytes(index)).isNotEqualTo(content);
    }

    @Test
    void a_missing_index_is_made_anew_and_is_the_same() throws IOException {
        published.publish();
        refresh();
        byte[] content = Files.readAllBytes(indexFile());
        Files.delete(indexFile());

        archive().index(Architecture.AMD64);

        assertThat(Files.readAllBytes(indexFile())).isEqualTo(content);
    }

    @Test
    void a_refresh_leaves_nothing_of_the_state_before() throws IOException {
        published.publish();
        refresh();
        published
                .dated(SyntheticArchive.NOW)
                .packages("Package: ed\nVersion: 1\n")
                .publish();
        refresh();

        try (Stream<Path> files = Files.walk(directory).filter(Files::isRegularFile)) {
            // State, lock, one package list, one index.
            assertThat(files).hasSize(4);
        }
    }

    @Test
    void a_power_cut_during_a_refresh_leaves_the_old_state_or_the_new() throws IOException {
        AtomicInteger run = new AtomicInteger();
        SyntheticArchive next = new SyntheticArchive(mirror)
                .signedBy(published.key())
                .dated(SyntheticArchive.NOW)
                .packages("Package: ed\nVersion: 1\n");
        int steps = FailingFiles.atEveryStep(
                files -> {
                    JosRoot root = new JosRoot(directory.resolve("run" + run.incrementAndGet()));
                    published
                            .publish()
                            .open(root, FailingFiles.working())
                            .refresh(Architecture.AMD64, List.of(), Progress.NONE);
                    next.publish().open(root, files).refresh(Architecture.AMD64, List.of(), Progress.NONE);
                },
                (cut, finished) -> {
                    JosRoot root = new JosRoot(directory.resolve("run" + run.get()));
                    PackageIndex index =
                            published.open(root, FailingFiles.working()).index(Architecture.AMD64);
                    assertThat(index.find("vim").size() + index.find("ed").size())
                            .isEqualTo(1);
                    assertThat(finished && index.find("ed").isEmpty()).isFalse();
                });
        assertThat(steps).isGreaterThan(2);
    }

    @Test
    void owners_and_files_come_from_the_lists_of_contents() throws IOException {
        published.contents("""
                bin/ed                    editors/ed
                usr/bin/vim.basic         editors/vim,editors/vim-nox
                usr/share/doc/vim/with blank  editors/vim
                """).publish();
        refresh();
        Contents contents = archive().contents(Architecture.AMD64);

        assertThat(contents.owners("/usr/bin/ed", Progress.NONE))
                .extracting(Contents.Owner::packageName)
                .containsExactly("ed");
        assertThat(contents.owners("bin/vim.basic", Progress.NONE))
                .extracting(Contents.Owner::packageName)
                .containsExactly("vim", "vim-nox");
        assertThat(contents.files("vim", Progress.NONE))
                .containsExactly("/usr/bin/vim.basic", "/usr/share/doc/vim/with blank");
    }

    private Path indexFile() throws IOException {
        try (Stream<Path> files = Files.list(new JosRoot(directory).indices())) {
            return files.filter(file -> file.toString().endsWith(".index"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private byte[] content() throws IOException {
        Path copy = directory.resolve("copy");
        mirror.download(List.of(dev.jos.host.Download.of(SyntheticArchive.inRelease(), copy)), Progress.NONE);
        byte[] content = Files.readAllBytes(copy);
        Files.delete(copy);
        return content;
    }

    private void change(String from, String to) throws IOException {
        String text = new String(content(), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        mirror.put(SyntheticArchive.inRelease(), text.replaceFirst(from, to).getBytes(StandardCharsets.UTF_8));
    }
}
