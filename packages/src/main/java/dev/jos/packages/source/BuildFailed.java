package dev.jos.packages.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A build from source that came to nothing.
public final class BuildFailed extends IOException {

    /// What went wrong.
    public enum Reason {
        /// The signature of the source package does not fit it.
        SIGNATURE,
        /// The source package could not be unpacked.
        UNPACK,
        /// A patch does not apply.
        PATCH,
        /// A program of the build failed.
        BUILD,
        /// It did not end in time.
        TIMEOUT,
        /// It ended well, but did not ask debhelper to configure, so that flags for that went nowhere.
        NOT_CONFIGURED,
        /// It ended well, but left no package behind.
        NO_PACKAGES
    }

    private final String source;
    private final Reason reason;
    private final String subject;
    private final transient List<String> lastLines;
    private final transient Path log;
    private final transient Optional<Path> kept;

    /// @param subject the name of the patch, or of the limit
    public BuildFailed(
            String source, Reason reason, String subject, List<String> lastLines, Path log, Optional<Path> kept) {
        super("`%s` could not be built (%s); see %s".formatted(source, reason, log));
        this.source = source;
        this.reason = reason;
        this.subject = subject;
        this.lastLines = List.copyOf(lastLines);
        this.log = log;
        this.kept = kept;
    }

    /// Name and version of the source package.
    public String source() {
        return source;
    }

    public Reason reason() {
        return reason;
    }

    /// The file whose signature does not fit, the patch that does not apply, or the time that was not enough;
    /// else empty.
    public String subject() {
        return subject;
    }

    /// The end of the log: of a patch, the hunks that do not apply.
    public List<String> lastLines() {
        return lastLines;
    }

    public Path log() {
        return log;
    }

    /// The directory of the build, if it was kept to be looked into.
    public Optional<Path> kept() {
        return kept;
    }
}
