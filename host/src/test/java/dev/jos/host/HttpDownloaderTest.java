package dev.jos.host;

import static dev.jos.host.FlakyServer.breakingAfter;
import static dev.jos.host.FlakyServer.instead;
import static dev.jos.host.FlakyServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jos.host.DownloadFailed.Reason;
import dev.jos.host.testing.PlainSystemCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class HttpDownloaderTest {

    private static final DownloadSettings SETTINGS = new DownloadSettings(
            4,
            3,
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            1 << 20);

    private final FlakyServer server = new FlakyServer();
    private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
    private final byte[] content = new byte[200_000];

    @TempDir
    Path root;

    HttpDownloaderTest() {
        new Random(3).nextBytes(content);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpDownloader downloader(DownloadSettings settings) {
        return new HttpDownloader(new LinuxDurableFiles(new PlainSystemCalls()), settings, Map.of(), pauses::add);
    }

    private void download(Download... wanted) throws IOException {
        downloader(SETTINGS).download(List.of(wanted), Progress.NONE);
    }

    private DownloadFailed failureOf(Download... wanted) {
        return catchThrowableOfType(DownloadFailed.class, () -> download(wanted));
    }

    private Download verified(URI... sources) {
        return Download.of(List.of(sources), root.resolve("sub/file"), Sha256.of(content), content.length);
    }

    private void assertWhole() throws IOException {
        assertThat(root.resolve("sub/file")).hasBinaryContent(content);
        assertThat(DurableFilesContract.names(root.resolve("sub"))).containsExactly("file");
    }

    private static Reason onlyReason(DownloadFailed failure) {
        assertThat(failure.failures()).hasSize(1);
        assertThat(failure.failures().getFirst().attempts()).hasSize(1);
        return failure.failures().getFirst().attempts().getFirst().reason();
    }

    @Test
    void many_files_arrive_whole() throws IOException {
        List<Download> wanted = IntStream.range(0, 40)
                .mapToObj(i -> {
                    byte[] each = ("content " + i).repeat(i * 50).getBytes(java.nio.charset.StandardCharsets.UTF_8);
                    URI uri = server.put("/" + i, each);
                    return Download.of(List.of(uri), root.resolve("f" + i), Sha256.of(each), each.length);
                })
                .toList();
        AtomicLong counted = new AtomicLong();

        downloader(SETTINGS).download(wanted, counting(counted));

        for (Download each : wanted) {
            assertThat(Sha256.ofFile(each.target())).isEqualTo(each.sha256().orElseThrow());
        }
        assertThat(counted)
                .hasValue(wanted.stream()
                        .mapToLong(each -> each.size().orElseThrow())
                        .sum());
    }

    @Test
    void a_broken_connection_is_continued_where_it_broke() throws IOException {
        URI uri = server.put("/file", content);
        server.plan("/file", breakingAfter(120_000));
        AtomicLong counted = new AtomicLong();

        downloader(SETTINGS).download(List.of(verified(uri)), counting(counted));

        assertWhole();
        assertThat(server.requests()).hasSize(2);
        assertThat(server.requests().get(1).range())
                .hasValueSatisfying(range -> assertThat(range).matches("bytes=[1-9][0-9]*-"));
        assertThat(server.requests().get(1).ifRange()).contains(FlakyServer.etag(content));
        assertThat(counted).hasValue(content.length);
        assertThat(pauses).containsExactly(Duration.ofMillis(100));
    }

    @Test
    void a_file_that_changed_on_the_server_is_fetched_from_its_start() throws IOException {
        byte[] old = content.clone();
        old[0]++;
        URI uri = server.put("/file", content);
        server.plan("/file", (exchange, _) -> breakingAfter(120_000).handle(exchange, old));

        download(new Download(List.of(uri), root.resolve("sub/file"), Optional.empty(), OptionalLong.empty()));

        assertWhole();
    }

    @Test
    void a_later_process_goes_on_where_this_one_was_killed() throws IOException {
        URI uri = server.put("/file", content);
        Files.createDirectory(root.resolve("sub"));
        Files.write(root.resolve("sub/file.part"), java.util.Arrays.copyOf(content, 150_000));

        download(verified(uri));

        assertWhole();
        assertThat(server.requests()).singleElement().satisfies(request -> assertThat(request.range())
                .contains("bytes=150000-"));
    }

    @Test
    void garbage_left_by_another_process_costs_one_more_request() throws IOException {
        URI uri = server.put("/file", content);
        Files.createDirectory(root.resolve("sub"));
        Files.write(root.resolve("sub/file.part"), new byte[150_000]);

        download(verified(uri));

        assertWhole();
        assertThat(server.requests().getLast().cacheControl()).contains("no-cache");
    }

    @Test
    void a_whole_file_left_by_another_process_needs_no_network() throws IOException {
        Files.createDirectory(root.resolve("sub"));
        Files.write(root.resolve("sub/file.part"), content);

        download(verified(server.uri("/file")));

        assertWhole();
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void server_errors_are_retried_with_growing_pauses() throws IOException {
        URI uri = server.put("/file", content);
        server.plan("/file", status(503), status(500));

        download(verified(uri));

        assertWhole();
        assertThat(pauses).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
    }

    @Test
    void the_server_may_ask_for_a_longer_pause() throws IOException {
        URI uri = server.put("/file", content);
        server.plan("/file", (exchange, _) -> {
            exchange.getResponseHeaders().set("Retry-After", "7");
            exchange.sendResponseHeaders(429, -1);
        });

        download(verified(uri));

        assertThat(pauses).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void a_server_that_stays_broken_is_given_up_for_the_next_source() throws IOException {
        URI bad = server.put("/bad", content);
        server.plan("/bad", status(500), status(500), status(500));

        download(verified(bad, server.uri("/missing"), server.put("/good", content)));

        assertWhole();
        assertThat(server.requests())
                .extracting(FlakyServer.Request::path)
                .containsExactly("/bad", "/bad", "/bad", "/missing", "/good");
    }

    @Test
    void a_missing_file_is_told_apart_and_not_asked_for_again() {
        DownloadFailed failure = failureOf(verified(server.uri("/missing"), server.uri("/also-missing")));

        assertThat(failure.failures()).singleElement().satisfies(each -> {
            assertThat(each.nowhere()).isTrue();
            assertThat(each.attempts()).hasSize(2);
        });
        assertThat(server.requests()).hasSize(2);
        assertThat(root.resolve("sub")).isEmptyDirectory();
    }

    @Test
    void a_wrong_digest_is_refused_after_one_more_try_past_the_caches() {
        byte[] other = content.clone();
        other[1000]++;

        DownloadFailed failure = failureOf(verified(server.put("/file", other)));

        assertThat(onlyReason(failure)).isEqualTo(new Reason.WrongDigest(Sha256.of(content), Sha256.of(other)));
        assertThat(server.requests()).hasSize(2);
        assertThat(root.resolve("sub")).isEmptyDirectory();
    }

    @Test
    void a_stale_cache_is_cured_by_asking_past_it() throws IOException {
        byte[] stale = content.clone();
        stale[5]++;
        URI uri = server.put("/file", content);
        server.plan("/file", instead(stale));

        download(verified(uri));

        assertWhole();
    }

    @Test
    void a_truncated_file_is_refused() {
        DownloadFailed failure = failureOf(verified(server.put("/file", java.util.Arrays.copyOf(content, 10))));

        assertThat(onlyReason(failure)).isEqualTo(new Reason.WrongSize(content.length, 10));
    }

    @Test
    void a_file_of_unknown_length_that_does_not_end_is_cut_off() {
        server.put("/file", content);
        FlakyServer.Mishap endless = (exchange, _) -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] zeros = new byte[1 << 16];
            for (int i = 0; i < 1000; i++) {
                exchange.getResponseBody().write(zeros);
            }
        };
        server.plan("/file", endless, endless, endless);

        DownloadFailed failure = failureOf(Download.of(server.uri("/file"), root.resolve("sub/file")));

        assertThat(onlyReason(failure)).isInstanceOf(Reason.WrongSize.class);
    }

    @Test
    void a_server_that_falls_silent_is_given_up() {
        CountDownLatch end = new CountDownLatch(1);
        server.put("/file", content);
        FlakyServer.Mishap silent = (exchange, _) -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content, 0, 100);
            exchange.getResponseBody().flush();
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        };
        server.plan("/file", silent);
        DownloadSettings impatient = new DownloadSettings(
                1, 1, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofSeconds(20), Duration.ofMillis(300), 1000);

        DownloadFailed failure = catchThrowableOfType(DownloadFailed.class, () -> downloader(impatient)
                .download(List.of(verified(server.uri("/file"))), Progress.NONE));
        end.countDown();

        assertThat(onlyReason(failure))
                .isInstanceOfSatisfying(Reason.Transport.class, reason -> assertThat(reason.message())
                        .contains("sent nothing for"));
        assertThat(root.resolve("sub/file.part")).as("for the next process").hasSize(100);
    }

    @Test
    void a_refused_connection_is_a_fault_of_the_transport() throws IOException {
        int closedPort;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closedPort = socket.getLocalPort();
        }
        DownloadFailed failure = failureOf(verified(URI.create("http://127.0.0.1:" + closedPort + "/file")));

        assertThat(onlyReason(failure)).isEqualTo(new Reason.Transport("`127.0.0.1` does not accept a connection"));
        assertThat(pauses).hasSize(2);
        assertThat(failure.failures().getFirst().nowhere()).isFalse();
    }

    @Test
    void one_failure_does_not_stop_the_others() {
        DownloadFailed failure = failureOf(
                Download.of(server.uri("/missing"), root.resolve("missing")), verified(server.put("/file", content)));

        assertThat(failure).hasMessageContaining("/missing` could not be downloaded: the server does not have it");
        assertThat(root.resolve("sub/file")).hasBinaryContent(content);
    }

    @Test
    @Timeout(30)
    void files_arrive_while_everything_that_carries_virtual_threads_waits_for_a_lock() throws Exception {
        URI uri = server.put("/file", content);
        int carriers = Runtime.getRuntime().availableProcessors();
        CountDownLatch waiting = new CountDownLatch(carriers);
        Path lock = root.resolve("lock");
        List<Thread> blocked = new ArrayList<>();
        try (InterProcessLock _ = InterProcessLock.exclusive(lock)) {
            for (int i = 0; i < 2 * carriers; i++) {
                blocked.add(Thread.ofVirtual().start(() -> waitFor(lock, waiting)));
            }
            waiting.await();

            download(verified(uri));
        }
        for (Thread each : blocked) {
            each.join();
        }
        assertWhole();
    }

    private static void waitFor(Path lock, CountDownLatch waiting) {
        waiting.countDown();
        try (InterProcessLock _ = InterProcessLock.exclusive(lock)) {
            assertThat(lock).exists();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_place_that_cannot_be_written_stops_everything() throws IOException {
        Files.createFile(root.resolve("sub"));
        URI uri = server.put("/file", content);

        DownloadFailed failure = failureOf(verified(uri));

        assertThat(onlyReason(failure)).isInstanceOf(Reason.NotWritten.class);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void two_downloads_of_the_same_file_at_once_do_not_mix() throws IOException {
        URI uri = server.put("/file", content);

        download(verified(uri), verified(uri), verified(uri));

        assertWhole();
    }

    @Test
    void a_file_address_is_read_from_the_disk() throws IOException {
        Path source = Files.write(root.resolve("source"), content);

        download(verified(root.resolve("none").toUri(), source.toUri()));

        assertWhole();
    }

    private static Progress counting(AtomicLong counted) {
        return (_, _, _) -> new Progress.Task() {
            @Override
            public void advance(long amount) {
                counted.addAndGet(amount);
            }

            @Override
            public void close() {
                // Only the sum counts.
            }
        };
    }
}
