package dev.jos.packages.deb;

import dev.jos.host.DiskFull;
import dev.jos.host.DownloadFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Gathers what goes wrong with single packages, so that one bad package does not hide another.
final class ImportFailures {

    private final List<DownloadFailed.Failure> downloads = new ArrayList<>();
    private final List<IOException> malformed = new ArrayList<>();
    private @Nullable Throwable fatal;

    synchronized void add(Throwable failure) {
        switch (failure) {
            case DownloadFailed failed -> downloads.addAll(failed.failures());
            case MalformedDebException bad -> malformed.add(bad);
            case UncheckedIOException wrapped -> add(Objects.requireNonNull(wrapped.getCause()));
            default -> {
                if (fatal == null || failure instanceof DiskFull) {
                    fatal = failure;
                }
            }
        }
    }

    /// Whether going on makes no sense: it is not the fault of one package.
    synchronized boolean isFatal() {
        return fatal != null;
    }

    /// Throws the gravest failure with the others suppressed; returns if there is none.
    synchronized void throwAny() throws IOException {
        malformed.sort(Comparator.comparing(IOException::getMessage));
        List<IOException> all = new ArrayList<>(malformed);
        if (!downloads.isEmpty()) {
            all.addFirst(new DownloadFailed(downloads));
        }
        if (fatal instanceof IOException io) {
            all.addFirst(io);
        } else if (fatal != null) {
            throw new IllegalStateException("importing packages failed", fatal);
        }
        if (!all.isEmpty()) {
            IOException first = all.getFirst();
            all.subList(1, all.size()).forEach(first::addSuppressed);
            throw first;
        }
    }
}
