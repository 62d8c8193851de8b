package dev.jos.host;

import java.io.IOException;
import java.util.List;

/// Fetches files over the network.
public interface Downloader {

    /// Fetches every file of `wanted`, several at a time. A target appears only whole and verified, and is then on the
    /// disk; one that exists is fetched again and replaced. Creates missing parent directories.
    ///
    /// A failure does not stop the others; at the end all failures are reported together.
    ///
    /// @throws DownloadFailed if at least one file could not be had
    void download(List<Download> wanted, Progress progress) throws IOException;
}
