package dev.jos.host;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// One wanted file: where to get it, tried in order, where to put it, and what is known about its content.
///
/// Without digest and size any complete answer is taken.
public record Download(List<URI> sources, Path target, Optional<Sha256> sha256, OptionalLong size) {

    public Download {
        sources = List.copyOf(sources);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("no source for " + target);
        }
    }

    public static Download of(URI source, Path target) {
        return new Download(List.of(source), target, Optional.empty(), OptionalLong.empty());
    }

    public static Download of(List<URI> sources, Path target, Sha256 sha256, long size) {
        return new Download(sources, target, Optional.of(sha256), OptionalLong.of(size));
    }
}
