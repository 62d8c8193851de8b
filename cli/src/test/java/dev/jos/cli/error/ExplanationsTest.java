package dev.jos.cli.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.host.DiskFull;
import dev.jos.host.Download;
import dev.jos.host.DownloadFailed;
import dev.jos.host.DownloadFailed.Attempt;
import dev.jos.host.DownloadFailed.Failure;
import dev.jos.host.Sha256;
import dev.jos.packages.DebianVersion;
import dev.jos.packages.PackageId;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.source.BuildFailed;
import dev.jos.packages.source.BuildFailed.Reason;
import dev.jos.packages.source.NotReproducible;
import dev.jos.packages.source.SourceGone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExplanationsTest {

    private static CommandProblem explained(Exception failure) {
        return Explanations.explain(failure).orElseThrow();
    }

    private static DownloadFailed downloadFailed(DownloadFailed.Reason reason) {
        URI source = URI.create("http://deb.example/pool/vim.deb");
        return new DownloadFailed(
                List.of(new Failure(Download.of(source, Path.of("x")), List.of(new Attempt(source, reason)))));
    }

    @Test
    void a_package_that_is_gone_is_told_apart_from_a_broken_network() {
        CommandProblem gone = explained(downloadFailed(new DownloadFailed.Reason.NotFound()));
        CommandProblem broken = explained(downloadFailed(new DownloadFailed.Reason.Transport("the connection broke")));

        assertThat(gone.exitCode()).isEqualTo(ExitCode.NETWORK);
        assertThat(gone.messages().getFirst().sentence()).isEqualTo("`vim.deb` could not be downloaded.");
        assertThat(gone.messages().getFirst().hints())
                .singleElement()
                .asString()
                .startsWith("Run `jos update`");
        assertThat(broken.messages().getFirst().hints())
                .singleElement()
                .asString()
                .startsWith("Check the network");
        assertThat(broken.messages().getFirst().details())
                .containsExactly("`http://deb.example/pool/vim.deb`: the connection broke");
    }

    @Test
    void a_full_disk_is_recognised_wherever_it_shows() {
        for (Exception failure : List.of(
                new DiskFull("/x"),
                new IOException("No space left on device"),
                new UncheckedIOException(new IOException("write: No space left on device")),
                downloadFailed(new DownloadFailed.Reason.NotWritten("No space left on device", true)))) {
            assertThat(explained(failure).messages().getFirst().kind()).isEqualTo("disk-full");
            assertThat(explained(failure).exitCode()).isEqualTo(ExitCode.STORAGE);
        }
    }

    @Test
    void files_are_named() {
        assertThat(explained(new NoSuchFileException("/a/b")).getMessage()).isEqualTo("`/a/b` does not exist.");
        assertThat(explained(new AccessDeniedException("/a/b")).getMessage())
                .isEqualTo("You may not read or write `/a/b`.");
    }

    @Test
    void a_build_that_failed_says_its_last_lines_and_where_to_go_on() {
        Path log = Path.of("/r/cache/builds/less-1f.log");
        CommandProblem failed = explained(new BuildFailed(
                "less 668-1", Reason.BUILD, "", List.of("make: *** [all] Error 1"), log, Optional.empty()));
        CommandProblem kept = explained(new BuildFailed(
                "less 668-1",
                Reason.PATCH,
                "p/fix.patch",
                List.of("Hunk #1 FAILED at 7."),
                log,
                Optional.of(Path.of("/r/cache/builds/less-1f.work"))));
        CommandProblem late = explained(
                new BuildFailed("less 668-1", Reason.TIMEOUT, "720 min 0 s", List.of(), log, Optional.empty()));

        assertThat(failed.getMessage()).isEqualTo("The build of `less 668-1` failed.");
        assertThat(failed.messages().getFirst().details()).containsExactly("make: *** [all] Error 1");
        assertThat(failed.messages().getFirst().hints())
                .containsExactly(
                        "Read all of it in " + log + ".", "Run `jos build --keep` to be able to look into it.");
        assertThat(kept.getMessage()).isEqualTo("The patch `p/fix.patch` does not apply to `less 668-1`.");
        assertThat(kept.messages().getFirst().hints()).contains("Look into it with `jos builds shell less-1f`.");
        assertThat(late.getMessage())
                .isEqualTo("The build of `less 668-1` did not end within 720 min 0 s and was stopped.");
    }

    @Test
    void a_source_that_mirrors_lack_is_named_with_what_there_is() {
        CommandProblem gone = explained(
                new SourceGone("xz-utils 5-2", List.of(DebianVersion.parse("5-1")), new IOException("not found")));

        assertThat(gone.exitCode()).isEqualTo(ExitCode.NETWORK);
        assertThat(gone.messages().getFirst().hints())
                .containsExactly(
                        "Take a version that they may have, as in `version = \"5-1\"`, or try another mirror.");
    }

    @Test
    void what_comes_out_differently_is_named() {
        LockedPackage first = built(1);
        CommandProblem problem = explained(new NotReproducible("less 668-1", List.of(first), List.of(built(2))));

        assertThat(problem.getMessage()).isEqualTo("`less 668-1` was built twice, and the results differ.");
        assertThat(problem.messages().getFirst().details()).containsExactly("less_668-1_amd64.deb");
    }

    private static LockedPackage built(long size) {
        DebianVersion version = DebianVersion.parse("668-1");
        return new LockedPackage(
                new PackageId("less", version, "amd64"),
                LockedPackage.BUILT,
                "less",
                version,
                "less_668-1_amd64.deb",
                size,
                Sha256.of(new byte[0]));
    }

    @Test
    void a_bug_is_nothing_to_explain() {
        assertThat(Explanations.explain(new IllegalStateException("oops"))).isEmpty();
    }
}
