package dev.jos.packages.archive;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Decides whether what a mirror calls the release of a suite is to be believed, now.
final class ReleaseVerifier {

    /// How far clocks may be apart.
    private static final Duration CLOCK_SKEW = Duration.ofHours(24);

    private final ArchiveKeys keys;
    private final Clock clock;

    ReleaseVerifier(ArchiveKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /// The release in `inRelease`.
    ///
    /// @param seen the date of the newest release of this suite seen so far
    Release verify(Suite suite, byte[] inRelease, Optional<Instant> seen) throws ReleaseRejectedException {
        try {
            Instant now = clock.instant();
            Release release = Release.parse(keys.verify(ClearSigned.parse(inRelease), now));
            if (!suite.name().equals(release.codename()) && !suite.name().equals(release.suite())) {
                throw new Rejection(new ReleaseProblem.WrongSuite(
                        release.codename().isEmpty() ? release.suite() : release.codename()));
            }
            checkTime(release, now, seen);
            return release;
        } catch (Rejection e) {
            throw new ReleaseRejectedException(suite.name(), e.problem());
        }
    }

    private static void checkTime(Release release, Instant now, Optional<Instant> seen) throws Rejection {
        if (release.date().isAfter(now.plus(CLOCK_SKEW))) {
            throw new Rejection(new ReleaseProblem.FromTheFuture(release.date(), now));
        }
        if (release.validUntil().isPresent() && now.isAfter(release.validUntil().get())) {
            throw new Rejection(new ReleaseProblem.Expired(release.validUntil().get(), now));
        }
        if (seen.isPresent() && release.date().isBefore(seen.get())) {
            throw new Rejection(new ReleaseProblem.RolledBack(release.date(), seen.get()));
        }
    }
}
