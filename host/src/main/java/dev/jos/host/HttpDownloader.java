package dev.jos.host;

import java.util.List;

/// Downloads over HTTP and HTTPS.
public final class HttpDownloader implements Downloader {

    @SuppressWarnings("UnusedVariable")
    private final DurableFiles durableFiles;

    public HttpDownloader(DurableFiles durableFiles) {
        this.durableFiles = durableFiles;
    }

    @Override
    public void download(List<Download> wanted, Progress progress) {
        throw new UnsupportedOperationException("not yet");
    }
}
