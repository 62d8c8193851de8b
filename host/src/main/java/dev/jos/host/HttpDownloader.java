package dev.jos.host;

import dev.jos.host.DownloadFailed.Attempt;
import dev.jos.host.DownloadFailed.Failure;
import dev.jos.host.DownloadFailed.Reason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

/// Downloads over HTTP and HTTPS (and from `file:` addresses).
///
/// A file that breaks off is continued, also by a later process: what arrived stays beside the target as `NAME.part`.
/// Memory and threads are bounded by the number of parallel files. The threads are platform threads: on a machine with
/// few processors, a few system calls that block elsewhere would hold up all virtual ones. `http_proxy`, `https_proxy`
/// and `no_proxy` of the environment are respected.
public final class HttpDownloader implements Downloader {

    private final DurableFiles files;
    private final DownloadSettings settings;
    private final Map<String, String> environment;
    private final Transfer.Pause pause;

    public HttpDownloader(DurableFiles files) {
        this(files, DownloadSettings.DEFAULT, System.getenv());
    }

    public HttpDownloader(DurableFiles files, DownloadSettings settings, Map<String, String> environment) {
        this(files, settings, environment, Thread::sleep);
    }

    HttpDownloader(
            DurableFiles files, DownloadSettings settings, Map<String, String> environment, Transfer.Pause pause) {
        this.files = files;
        this.settings = settings;
        this.environment = Map.copyOf(environment);
        this.pause = pause;
    }

    @Override
    public void download(List<Download> wanted, Progress progress) throws IOException {
        if (wanted.isEmpty()) {
            return;
        }
        long total = wanted.stream().mapToLong(each -> each.size().orElse(0)).sum();
        HttpClient client = newClient();
        try (Progress.Task task = progress.start("Downloading", total, Progress.Unit.BYTES);
                StallGuard guard = new StallGuard(settings.stallTimeout())) {
            HttpSource server = new HttpSource(client, settings.stallTimeout());
            AtomicReference<Failure> hopeless = new AtomicReference<>();
            List<Callable<Optional<Failure>>> transfers = new ArrayList<>();
            for (Download each : wanted) {
                transfers.add(() -> runUnlessHopeless(
                        new Transfer(each, settings, server, guard, files, pause, task), each, hopeless));
            }
            List<Failure> failures = runAll(transfers);
            if (!failures.isEmpty()) {
                throw new DownloadFailed(failures);
            }
        } finally {
            client.shutdownNow();
        }
    }

    /// When one file could not be written, the others could not either: they are not asked for any more.
    private static Optional<Failure> runUnlessHopeless(
            Transfer transfer, Download wanted, AtomicReference<Failure> hopeless) throws IOException {
        Failure earlier = hopeless.get();
        if (earlier != null) {
            Reason reason = earlier.attempts().getLast().reason();
            return Optional.of(
                    new Failure(wanted, List.of(new Attempt(wanted.sources().getFirst(), reason))));
        }
        Optional<Failure> failure = transfer.run();
        failure.filter(each -> each.attempts().getLast().reason() instanceof Reason.NotWritten)
                .ifPresent(hopeless::set);
        return failure;
    }

    private List<Failure> runAll(List<Callable<Optional<Failure>>> transfers) throws IOException {
        ExecutorService workers = Executors.newFixedThreadPool(
                Math.min(settings.parallel(), transfers.size()),
                Thread.ofPlatform().daemon().name("download-", 0).factory());
        try {
            List<Failure> failures = new ArrayList<>();
            for (Future<Optional<Failure>> each : workers.invokeAll(transfers)) {
                each.get().ifPresent(failures::add);
            }
            return failures;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while downloading").initCause(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    private HttpClient newClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(settings.connectTimeout())
                .proxy(new EnvironmentProxies(environment))
                .build();
    }
}
