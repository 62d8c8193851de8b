package dev.jos.packages.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jos.host.JosRoot;
import dev.jos.host.Progress;
import dev.jos.host.testing.FailingFiles;
import dev.jos.host.testing.InMemoryMirror;
import dev.jos.packages.Architecture;
import dev.jos.packages.archive.testing.SigningKey;
import dev.jos.packages.archive.testing.SyntheticArchive;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Releases signed by real keys, made for one test each and trusted: not every one of their signatures is believed.
class ReleaseSignatureTest {

    private static final Instant NOW = SyntheticArchive.NOW;
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(300));
    private static final Duration YEARS = Duration.ofDays(900);
    private static final String OWNER = "Archive <archive@example.org>";

    @TempDir
    Path directory;

    private final SyntheticArchive published =
            new SyntheticArchive(new InMemoryMirror()).packages("Package: ed\nVersion: 1\n");

    private PackageIndex refresh(SigningKey key) throws IOException {
        return published
                .signedBy(key)
                .publish()
                .open(new JosRoot(directory), FailingFiles.working())
                .refresh(Architecture.AMD64, List.of(), Progress.NONE);
    }

    private void assertRejected(SigningKey key, Class<? extends ReleaseProblem> problem, String message) {
        assertThatThrownBy(() -> refresh(key))
                .isInstanceOfSatisfying(ReleaseRejectedException.class, e -> assertThat(e.problem())
                        .isInstanceOf(problem))
                .hasMessage("the release of `trixie` " + message);
    }

    private static SigningKey key() {
        return SigningKey.of(OWNER, LONG_AGO, YEARS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA256", "SHA384", "SHA512"})
    void a_strong_digest_is_believed(String digest) throws IOException {
        assertThat(refresh(key().overDigest(digest)).find("ed")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MD5", "SHA1", "RIPEMD160"})
    void a_digest_that_can_be_forged_is_refused(String digest) {
        assertRejected(
                key().overDigest(digest),
                ReleaseProblem.WeakSignature.class,
                "has an unacceptable signature by `%s`: its digest, %s, is too weak".formatted(OWNER, digest));
    }

    @Test
    void an_rsa_key_of_today_is_believed() throws IOException {
        assertThat(refresh(SigningKey.rsa(OWNER, LONG_AGO, YEARS, 2048)).find("ed"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"1024", "1536"})
    void a_short_rsa_key_is_refused(int bits) {
        assertRejected(
                SigningKey.rsa(OWNER, LONG_AGO, YEARS, bits),
                ReleaseProblem.WeakSignature.class,
                "has an unacceptable signature by `%s`: its key, RSA of %d bits, is too short".formatted(OWNER, bits));
    }

    @Test
    void a_revoked_key_is_refused() {
        assertRejected(
                key().revoked(NOW.minus(Duration.ofDays(5))),
                ReleaseProblem.KeyRevoked.class,
                "is signed by `%s` with a key that was revoked".formatted(OWNER));
    }

    @Test
    void a_key_past_its_time_is_refused_with_the_time() {
        assertRejected(
                SigningKey.of(OWNER, NOW.minus(Duration.ofDays(30)), Duration.ofDays(20)),
                ReleaseProblem.KeyExpired.class,
                "is signed by `%s`, which expired 10 days ago, on 2026-01-05T12:00:00Z".formatted(OWNER));
    }

    @Test
    void a_signature_past_its_time_is_refused_with_the_time() {
        published.dated(NOW.minus(Duration.ofDays(3)));

        assertRejected(
                key().signingFor(Duration.ofDays(1)),
                ReleaseProblem.SignatureExpired.class,
                "has a signature by `%s` that expired 2 days ago, on 2026-01-13T12:00:00Z".formatted(OWNER));
    }

    @Test
    void a_signature_within_its_time_is_believed() throws IOException {
        published.dated(NOW.minus(Duration.ofDays(3)));

        assertThat(refresh(key().signingFor(Duration.ofDays(4))).find("ed")).hasSize(1);
    }
}
