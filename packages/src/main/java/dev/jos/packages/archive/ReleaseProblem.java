package dev.jos.packages.archive;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Why a release of a suite is not believed.
public sealed interface ReleaseProblem {

    /// One clause that completes "the release of `trixie` …".
    String describe();

    /// It is not a clear-signed message.
    record NotSigned(String detail) implements ReleaseProblem {
        @Override
        public String describe() {
            return "is not a signed message: " + detail;
        }
    }

    /// No signature is by a key that jos ships.
    record UnknownKeys(List<String> keyIds) implements ReleaseProblem {
        @Override
        public String describe() {
            return "is signed only by keys that are not Debian's: " + String.join(", ", keyIds);
        }
    }

    /// The text was changed after it was signed, or the signature is damaged.
    record BadSignature(String key) implements ReleaseProblem {
        @Override
        public String describe() {
            return "does not match its signature by `%s`".formatted(key);
        }
    }

    /// The signing key is over its time.
    record KeyExpired(String key, Instant expired, Instant now) implements ReleaseProblem {
        @Override
        public String describe() {
            return "is signed by `%s`, which expired %s ago, on %s"
                    .formatted(key, Durations.words(Duration.between(expired, now)), expired);
        }
    }

    /// The signing key, or the key that vouches for it, was revoked.
    record KeyRevoked(String key) implements ReleaseProblem {
        @Override
        public String describe() {
            return "is signed by `%s` with a key that was revoked".formatted(key);
        }
    }

    /// The signature says that it is no longer valid.
    record SignatureExpired(String key, Instant expired, Instant now) implements ReleaseProblem {
        @Override
        public String describe() {
            return "has a signature by `%s` that expired %s ago, on %s"
                    .formatted(key, Durations.words(Duration.between(expired, now)), expired);
        }
    }

    /// The signature uses a digest or a key that can be forged, or is not one over a text.
    record WeakSignature(String key, String detail) implements ReleaseProblem {
        @Override
        public String describe() {
            return "has an unacceptable signature by `%s`: %s".formatted(key, detail);
        }
    }

    /// The signed text is not a Release file.
    record Malformed(String detail) implements ReleaseProblem {
        @Override
        public String describe() {
            return "cannot be read: " + detail;
        }
    }

    /// A correctly signed release, but of something else.
    record WrongSuite(String found) implements ReleaseProblem {
        @Override
        public String describe() {
            return "is in truth that of `%s`".formatted(found);
        }
    }

    /// `Valid-Until` has passed: the mirror stopped following, or somebody holds back updates.
    record Expired(Instant validUntil, Instant now) implements ReleaseProblem {
        @Override
        public String describe() {
            return "expired %s ago, on %s".formatted(Durations.words(Duration.between(validUntil, now)), validUntil);
        }
    }

    /// `Date` lies in the future by this machine's clock.
    record FromTheFuture(Instant date, Instant now) implements ReleaseProblem {
        @Override
        public String describe() {
            return "is dated %s, %s after this machine's clock, which says %s"
                    .formatted(date, Durations.words(Duration.between(now, date)), now);
        }
    }

    /// A newer release was seen before.
    record RolledBack(Instant date, Instant seen) implements ReleaseProblem {
        @Override
        public String describe() {
            return "is older than one seen before: it is of %s, and one of %s is known".formatted(date, seen);
        }
    }

    /// The release lists no such file: wrong component or architecture.
    record NoSuchFile(String path) implements ReleaseProblem {
        @Override
        public String describe() {
            return "has no `%s`".formatted(path);
        }
    }
}
