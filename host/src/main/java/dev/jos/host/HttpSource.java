package dev.jos.host;

import dev.jos.host.DownloadFailed.Reason;
import dev.jos.host.DownloadFault.Cure;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// Asks one server for one file; see RFC 9110 for ranges and conditions. A `file:` address is read from the disk.
final class HttpSource {

    private static final int OK = 200;
    private static final int PARTIAL_CONTENT = 206;
    private static final int NOT_FOUND = 404;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int GONE = 410;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final long LONGEST_WISHED_PAUSE_SECONDS = 30;

    /// What to ask for.
    ///
    /// @param offset the first byte wanted
    /// @param validator the entity tag or date of the answer that the bytes before `offset` came with
    /// @param pastCaches whether caches on the way must ask the server again
    record Question(long offset, Optional<String> validator, boolean pastCaches) {}

    /// What the server sends.
    ///
    /// @param offset the position of the first byte of `body`: that asked for, or 0
    /// @param totalLength the length of the whole file, if the server says so
    record Answer(InputStream body, long offset, OptionalLong totalLength, Optional<String> validator) {}

    private final HttpClient client;
    private final Duration timeout;

    HttpSource(HttpClient client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    Answer ask(URI source, Question question) throws DownloadFault, InterruptedIOException {
        return "file".equals(source.getScheme()) ? open(source) : request(source, question);
    }

    private static Answer open(URI source) throws DownloadFault {
        try {
            Path file = Path.of(source);
            return new Answer(Files.newInputStream(file), 0, OptionalLong.of(Files.size(file)), Optional.empty());
        } catch (NoSuchFileException _) {
            throw new DownloadFault(new Reason.NotFound(), Cure.NEXT_SOURCE);
        } catch (IOException e) {
            throw new DownloadFault(new Reason.Transport(String.valueOf(e.getMessage())), Cure.NEXT_SOURCE);
        }
    }

    private Answer request(URI source, Question question) throws DownloadFault, InterruptedIOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(source).timeout(timeout).header("User-Agent", "jos");
        if (question.offset() > 0) {
            request.header("Range", "bytes=" + question.offset() + "-");
            question.validator().ifPresent(validator -> request.header("If-Range", validator));
        }
        if (question.pastCaches()) {
            request.header("Cache-Control", "no-cache");
        }
        try {
            return answer(client.send(request.build(), BodyHandlers.ofInputStream()), question.offset());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException("interrupted").initCause(e);
        } catch (IOException e) {
            throw transport(source, e);
        }
    }

    /// A fault of the connection, in words.
    static DownloadFault transport(URI source, IOException e) {
        String message =
                switch (e) {
                    case HttpConnectTimeoutException _ -> "`" + source.getHost() + "` does not accept a connection";
                    case HttpTimeoutException _ -> "`" + source.getHost() + "` does not answer in time";
                    case ConnectException refused
                    when refused.getCause() instanceof UnresolvedAddressException ->
                        "the host name `" + source.getHost() + "` is not known";
                    case UnknownHostException _ -> "the host name `" + source.getHost() + "` is not known";
                    case ConnectException _ -> "`" + source.getHost() + "` does not accept a connection";
                    default -> "the connection to `" + source.getHost() + "` broke: " + e.getMessage();
                };
        return new DownloadFault(new Reason.Transport(message), Cure.RETRY);
    }

    private static Answer answer(HttpResponse<InputStream> response, long offset) throws DownloadFault, IOException {
        int status = response.statusCode();
        if (status == OK) {
            return new Answer(
                    response.body(), 0, response.headers().firstValueAsLong("Content-Length"), validator(response));
        }
        if (status == PARTIAL_CONTENT) {
            ContentRange range = response.headers()
                    .firstValue("Content-Range")
                    .flatMap(ContentRange::parse)
                    .filter(each -> each.first() == offset)
                    .orElse(null);
            if (range != null) {
                return new Answer(response.body(), offset, range.total(), validator(response));
            }
        }
        response.body().close();
        throw refusal(status, response);
    }

    private static DownloadFault refusal(int status, HttpResponse<?> response) {
        return switch (status) {
            case NOT_FOUND, GONE -> new DownloadFault(new Reason.NotFound(), Cure.NEXT_SOURCE);
            case PARTIAL_CONTENT, RANGE_NOT_SATISFIABLE ->
                new DownloadFault(new Reason.Status(status), Cure.RETRY_AFRESH);
            case REQUEST_TIMEOUT, TOO_MANY_REQUESTS ->
                new DownloadFault(new Reason.Status(status), Cure.RETRY, wishedPause(response));
            default ->
                status >= SERVER_ERROR
                        ? new DownloadFault(new Reason.Status(status), Cure.RETRY, wishedPause(response))
                        : new DownloadFault(new Reason.Status(status), Cure.NEXT_SOURCE);
        };
    }

    /// A weak entity tag must not be used to continue a file.
    private static Optional<String> validator(HttpResponse<?> response) {
        return response.headers()
                .firstValue("ETag")
                .filter(tag -> !tag.startsWith("W/"))
                .or(() -> response.headers().firstValue("Last-Modified"));
    }

    private static Optional<Duration> wishedPause(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(text ->
                        !text.isEmpty() && text.length() < 6 && text.chars().allMatch(Character::isDigit))
                .map(text -> Duration.ofSeconds(Math.min(Long.parseLong(text), LONGEST_WISHED_PAUSE_SECONDS)));
    }
}
