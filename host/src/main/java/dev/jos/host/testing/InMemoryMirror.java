package dev.jos.host.testing;

import dev.jos.host.Download;
import dev.jos.host.DownloadFailed;
import dev.jos.host.DownloadFailed.Attempt;
import dev.jos.host.DownloadFailed.Failure;
import dev.jos.host.DownloadFailed.Reason;
import dev.jos.host.Downloader;
import dev.jos.host.Progress;
import dev.jos.host.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A network that holds what a test put there.
public final class InMemoryMirror implements Downloader {

    private final Map<URI, byte[]> files = new HashMap<>();
    private final List<URI> requested = new ArrayList<>();

    /// From now on `uri` answers with `content`.
    public synchronized InMemoryMirror put(URI uri, byte[] content) {
        files.put(uri, content.clone());
        return this;
    }

    /// What `uri` answers with now.
    public synchronized Optional<byte[]> content(URI uri) {
        return Optional.ofNullable(files.get(uri)).map(byte[]::clone);
    }

    /// From now on `uri` answers that there is no such file.
    public synchronized InMemoryMirror remove(URI uri) {
        files.remove(uri);
        return this;
    }

    /// Every address asked for so far, in order.
    public synchronized List<URI> requested() {
        return List.copyOf(requested);
    }

    @Override
    public synchronized void download(List<Download> wanted, Progress progress) throws IOException {
        List<Failure> failures = new ArrayList<>();
        try (Progress.Task task = progress.start("Downloading", wanted.size(), Progress.Unit.ITEMS)) {
            for (Download each : wanted) {
                List<Attempt> attempts = new ArrayList<>();
                if (!fetch(each, attempts)) {
                    failures.add(new Failure(each, attempts));
                }
                task.advance(1);
            }
        }
        if (!failures.isEmpty()) {
            throw new DownloadFailed(failures);
        }
    }

    private boolean fetch(Download wanted, List<Attempt> attempts) throws IOException {
        for (URI source : wanted.sources()) {
            requested.add(source);
            byte[] content = files.get(source);
            Optional<Reason> fault = content == null ? Optional.of(new Reason.NotFound()) : fault(wanted, content);
            if (content != null && fault.isEmpty()) {
                place(content, wanted.target().toAbsolutePath());
                return true;
            }
            attempts.add(new Attempt(source, fault.orElseThrow()));
        }
        return false;
    }

    /// As a real downloader does: whoever reads the target meanwhile sees the old file or the whole new one.
    private static void place(byte[] content, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Path staged = Files.createTempFile(target.getParent(), "staged-", "");
        Files.write(staged, content);
        Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Optional<Reason> fault(Download wanted, byte[] content) {
        if (wanted.size().isPresent() && wanted.size().getAsLong() != content.length) {
            return Optional.of(new Reason.WrongSize(wanted.size().getAsLong(), content.length));
        }
        Sha256 actual = Sha256.of(content);
        return wanted.sha256()
                .filter(expected -> !expected.equals(actual))
                .map(expected -> new Reason.WrongDigest(expected, actual));
    }
}
