package dev.jos.host;

import java.time.Duration;

/// How patient and how greedy a downloader is.
///
/// @param parallel files fetched at the same time
/// @param attempts how often one source is asked before it is given up
/// @param firstPause the pause before the second attempt; doubled for each further one, up to `longestPause`
/// @param connectTimeout how long to wait for a connection
/// @param stallTimeout how long to wait for the next byte
/// @param unknownSizeLimit the most bytes taken for a file of unknown size
public record DownloadSettings(
        int parallel,
        int attempts,
        Duration firstPause,
        Duration longestPause,
        Duration connectTimeout,
        Duration stallTimeout,
        long unknownSizeLimit) {

    public static final DownloadSettings DEFAULT = new DownloadSettings(
            8,
            5,
            Duration.ofMillis(500),
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            1L << 30);

    /// The pause before attempt `attempt`, counted from 1 for the second one.
    Duration pauseBefore(int attempt) {
        Duration pause = firstPause.multipliedBy(1L << Math.min(attempt - 1, 20));
        return pause.compareTo(longestPause) < 0 ? pause : longestPause;
    }
}
