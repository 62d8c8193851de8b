package dev.jos.host;

import java.time.Duration;
import java.util.Optional;

/// One attempt at one source failed.
final class DownloadFault extends Exception {

    /// What to do next.
    enum Cure {
        /// Ask the same source again, after a pause.
        RETRY,
        /// Ask the same source once more, for everything and past all caches.
        RETRY_AFRESH,
        /// Ask the next source.
        NEXT_SOURCE,
        /// Give up: no source can help.
        GIVE_UP
    }

    private final transient DownloadFailed.Reason reason;
    private final Cure cure;
    private final transient Optional<Duration> wishedPause;

    DownloadFault(DownloadFailed.Reason reason, Cure cure) {
        this(reason, cure, Optional.empty());
    }

    /// @param wishedPause how long the server asks to be left alone
    DownloadFault(DownloadFailed.Reason reason, Cure cure, Optional<Duration> wishedPause) {
        super(DownloadFailed.describe(reason));
        this.reason = reason;
        this.cure = cure;
        this.wishedPause = wishedPause;
    }

    DownloadFailed.Reason reason() {
        return reason;
    }

    Cure cure() {
        return cure;
    }

    Optional<Duration> wishedPause() {
        return wishedPause;
    }
}
