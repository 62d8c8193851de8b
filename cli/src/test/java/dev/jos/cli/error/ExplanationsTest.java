package dev.jos.cli.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.host.DiskFull;
import dev.jos.host.Download;
import dev.jos.host.DownloadFailed;
import dev.jos.host.DownloadFailed.Attempt;
import dev.jos.host.DownloadFailed.Failure;
import dev.jos.host.DownloadFailed.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationsTest {

    private static CommandProblem explained(Exception failure) {
        return Explanations.explain(failure).orElseThrow();
    }

    private static DownloadFailed downloadFailed(Reason reason) {
        URI source = URI.create("http://deb.example/pool/vim.deb");
        return new DownloadFailed(
                List.of(new Failure(Download.of(source, Path.of("x")), List.of(new Attempt(source, reason)))));
    }

    @Test
    void a_package_that_is_gone_is_told_apart_from_a_broken_network() {
        CommandProblem gone = explained(downloadFailed(new Reason.NotFound()));
        CommandProblem broken = explained(downloadFailed(new Reason.Transport("the connection broke")));

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
                downloadFailed(new Reason.NotWritten("No space left on device", true)))) {
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
    void a_bug_is_nothing_to_explain() {
        assertThat(Explanations.explain(new IllegalStateException("oops"))).isEmpty();
    }
}
