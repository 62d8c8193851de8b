package dev.jos.host;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/// Some files could not be downloaded.
public final class DownloadFailed extends IOException {

    /// Why one source did not yield a file.
    public sealed interface Reason {

        /// The server says that there is no such file (HTTP 404 or 410).
        record NotFound() implements Reason {}

        /// The server answered with another error.
        record Status(int code) implements Reason {}

        /// There was no answer, or it broke off: names, connections, time-outs.
        record Transport(String message) implements Reason {}

        /// The file has another length than it should have.
        record WrongSize(long expected, long actual) implements Reason {}

        /// The file has another digest than it should have.
        record WrongDigest(Sha256 expected, Sha256 actual) implements Reason {}

        /// The file could not be written.
        record NotWritten(String message, boolean diskFull) implements Reason {}
    }

    /// The last word of one source.
    public record Attempt(URI source, Reason reason) {}

    /// One file that could not be had, with the last word of each source that was asked.
    public record Failure(Download download, List<Attempt> attempts) {

        public Failure {
            attempts = List.copyOf(attempts);
        }

        /// Whether every source said that it has no such file.
        public boolean nowhere() {
            return attempts.stream().allMatch(attempt -> attempt.reason() instanceof Reason.NotFound);
        }
    }

    private final transient List<Failure> failures;

    public DownloadFailed(List<Failure> failures) {
        super(summary(failures));
        this.failures = List.copyOf(failures);
    }

    /// At least one.
    public List<Failure> failures() {
        return failures;
    }

    private static String summary(List<Failure> failures) {
        Failure first = failures.getFirst();
        Attempt last = first.attempts().getLast();
        String text = "`" + last.source() + "` could not be downloaded: " + describe(last.reason());
        return failures.size() == 1 ? text : text + " (and " + (failures.size() - 1) + " more)";
    }

    /// A phrase for `reason`.
    public static String describe(Reason reason) {
        return switch (reason) {
            case Reason.NotFound() -> "the server does not have it";
            case Reason.Status(int code) -> "the server answered with status " + code;
            case Reason.Transport(String message) -> message;
            case Reason.WrongSize(long expected, long actual) -> "it has " + actual + " bytes instead of " + expected;
            case Reason.WrongDigest(Sha256 expected, Sha256 actual) ->
                "its SHA-256 is " + actual + " instead of " + expected;
            case Reason.NotWritten(String message, boolean diskFull) -> diskFull ? "the disk is full" : message;
        };
    }
}
