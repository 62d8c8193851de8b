package dev.jos.packages.archive;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPRuntimeOperationException;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/// Whether a signature by a trusted key is good now: strong, over this very text, and in force.
final class SignatureCheck {

    /// Shorter ones are no longer to be used for signatures since 2014; NIST SP 800-131A.
    private static final int SHORTEST_RSA_KEY = 2048;

    private final PGPPublicKey key;
    private final PGPPublicKey primary;
    private final String owner;
    private final Instant now;

    /// @param primary the first key of its ring, which may be `key` itself
    SignatureCheck(PGPPublicKey key, PGPPublicKey primary, Instant now) {
        this.key = key;
        this.primary = primary;
        this.owner = owner(primary);
        this.now = now;
    }

    private static String owner(PGPPublicKey primary) {
        Iterator<String> names = primary.getUserIDs();
        return names.hasNext() ? names.next() : HexFormat.of().withUpperCase().formatHex(primary.getFingerprint());
    }

    /// What is wrong with `signature` as one over `message`; nothing if it is good.
    Optional<ReleaseProblem> problem(ClearSigned message, PGPSignature signature) {
        return weakness(signature)
                .<ReleaseProblem>map(detail -> new ReleaseProblem.WeakSignature(owner, detail))
                .or(() -> mismatch(message, signature))
                .or(this::revocation)
                .or(this::expiryOfKey)
                .or(() -> expiry(signature));
    }

    private Optional<String> weakness(PGPSignature signature) {
        if (signature.getSignatureType() != PGPSignature.CANONICAL_TEXT_DOCUMENT) {
            return Optional.of("it is not a signature over a text");
        }
        return weaknessOfDigest(signature.getHashAlgorithm()).or(this::weaknessOfKey);
    }

    private static Optional<String> weaknessOfDigest(int algorithm) {
        return switch (algorithm) {
            case HashAlgorithmTags.SHA256, HashAlgorithmTags.SHA384, HashAlgorithmTags.SHA512 -> Optional.empty();
            default -> Optional.of("its digest, %s, is too weak".formatted(digestName(algorithm)));
        };
    }

    private static String digestName(int algorithm) {
        try {
            return PGPUtil.getDigestName(algorithm);
        } catch (PGPException unknown) {
            return "number " + algorithm;
        }
    }

    private Optional<String> weaknessOfKey() {
        return switch (key.getAlgorithm()) {
            case PublicKeyAlgorithmTags.RSA_GENERAL ->
                key.getBitStrength() >= SHORTEST_RSA_KEY
                        ? Optional.empty()
                        : Optional.of("its key, RSA of %d bits, is too short".formatted(key.getBitStrength()));
            case PublicKeyAlgorithmTags.EDDSA_LEGACY,
                    PublicKeyAlgorithmTags.Ed25519,
                    PublicKeyAlgorithmTags.Ed448,
                    PublicKeyAlgorithmTags.ECDSA -> Optional.empty();
            default -> Optional.of("its key is of a kind no longer in use");
        };
    }

    private Optional<ReleaseProblem> mismatch(ClearSigned message, PGPSignature signature) {
        try {
            signature.init(new BcPGPContentVerifierBuilderProvider(), key);
            signature.update(message.canonical().getBytes(StandardCharsets.ISO_8859_1));
            return signature.verify() ? Optional.empty() : Optional.of(new ReleaseProblem.BadSignature(owner));
        } catch (PGPException | PGPRuntimeOperationException damaged) {
            return Optional.of(new ReleaseProblem.BadSignature(owner));
        }
    }

    private Optional<ReleaseProblem> revocation() {
        return key.hasRevocation() || primary.hasRevocation()
                ? Optional.of(new ReleaseProblem.KeyRevoked(owner))
                : Optional.empty();
    }

    private Optional<ReleaseProblem> expiryOfKey() {
        return Stream.of(key, primary)
                .flatMap(each -> end(each.getCreationTime().toInstant(), each.getValidSeconds()).stream())
                .min(Instant::compareTo)
                .filter(now::isAfter)
                .map(end -> new ReleaseProblem.KeyExpired(owner, end, now));
    }

    private Optional<ReleaseProblem> expiry(PGPSignature signature) {
        return end(
                        signature.getCreationTime().toInstant(),
                        signature.getHashedSubPackets().getSignatureExpirationTime())
                .filter(now::isAfter)
                .map(end -> new ReleaseProblem.SignatureExpired(owner, end, now));
    }

    /// The end of what began at `start`; nothing if it has none, which 0 seconds stand for.
    private static Optional<Instant> end(Instant start, long seconds) {
        return seconds == 0 ? Optional.empty() : Optional.of(start.plusSeconds(seconds));
    }
}
