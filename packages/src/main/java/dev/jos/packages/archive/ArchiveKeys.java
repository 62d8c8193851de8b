package dev.jos.packages.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPRuntimeOperationException;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/// The keys whose signature makes a release believable.
public final class ArchiveKeys {

    private static final List<String> SHIPPED = List.of(
            "debian-archive-trixie-automatic.asc",
            "debian-archive-trixie-security-automatic.asc",
            "debian-archive-trixie-stable.asc",
            "debian-archive-bookworm-automatic.asc",
            "debian-archive-bookworm-security-automatic.asc");

    private final List<PGPPublicKeyRing> rings;

    private ArchiveKeys(List<PGPPublicKeyRing> rings) {
        this.rings = List.copyOf(rings);
    }

    /// Debian's own, shipped with jos; their origin is described beside them.
    public static ArchiveKeys debian() throws IOException {
        List<PGPPublicKeyRing> rings = new ArrayList<>();
        for (String name : SHIPPED) {
            try (InputStream in = ArchiveKeys.class.getResourceAsStream("keys/" + name)) {
                if (in == null) {
                    throw new IOException("the key `%s` is missing from this copy of jos".formatted(name));
                }
                rings.add(ring(in.readAllBytes()));
            }
        }
        return new ArchiveKeys(rings);
    }

    /// These ASCII-armored public keys.
    public static ArchiveKeys of(List<byte[]> armored) throws IOException {
        List<PGPPublicKeyRing> rings = new ArrayList<>();
        for (byte[] each : armored) {
            rings.add(ring(each));
        }
        return new ArchiveKeys(rings);
    }

    private static PGPPublicKeyRing ring(byte[] armored) throws IOException {
        return new PGPPublicKeyRing(
                new ArmoredInputStream(new ByteArrayInputStream(armored)), new BcKeyFingerprintCalculator());
    }

    /// The signed text, if one signature over it is good.
    String verify(ClearSigned message, Instant now) throws Rejection {
        List<String> unknown = new ArrayList<>();
        Optional<Rejection> worst = Optional.empty();
        for (PGPSignature signature : signatures(message)) {
            Optional<PGPPublicKey> key = key(signature.getKeyID());
            if (key.isEmpty()) {
                unknown.add(HexFormat.of().withUpperCase().toHexDigits(signature.getKeyID()));
                continue;
            }
            Optional<ReleaseProblem> problem = problem(message, signature, key.get(), now);
            if (problem.isEmpty()) {
                return message.text();
            }
            worst = worst.or(() -> problem.map(Rejection::new));
        }
        throw worst.orElseGet(() -> new Rejection(new ReleaseProblem.UnknownKeys(unknown)));
    }

    private static List<PGPSignature> signatures(ClearSigned message) throws Rejection {
        List<PGPSignature> found = new ArrayList<>();
        try {
            BcPGPObjectFactory objects = new BcPGPObjectFactory(new ArmoredInputStream(
                    new ByteArrayInputStream(message.signature().getBytes(StandardCharsets.ISO_8859_1))));
            for (Object next = objects.nextObject(); next != null; next = objects.nextObject()) {
                if (next instanceof PGPSignatureList list) {
                    list.forEach(found::add);
                }
            }
        } catch (IOException | RuntimeException e) {
            // The library reports some damaged packets by unchecked exceptions.
            throw new Rejection(new ReleaseProblem.NotSigned("the signature is damaged: " + e.getMessage()));
        }
        if (found.isEmpty()) {
            throw new Rejection(new ReleaseProblem.NotSigned("there is no signature in it"));
        }
        return found;
    }

    private Optional<PGPPublicKey> key(long id) {
        for (PGPPublicKeyRing ring : rings) {
            PGPPublicKey key = ring.getPublicKey(id);
            if (key != null) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    private Optional<ReleaseProblem> problem(
            ClearSigned message, PGPSignature signature, PGPPublicKey key, Instant now) {
        String owner = owner(key);
        if (signature.getSignatureType() != PGPSignature.CANONICAL_TEXT_DOCUMENT) {
            return Optional.of(new ReleaseProblem.WeakSignature(owner, "it is not a signature over a text"));
        }
        if (!isStrong(signature.getHashAlgorithm())) {
            return Optional.of(new ReleaseProblem.WeakSignature(owner, "its digest can be forged"));
        }
        try {
            signature.init(new BcPGPContentVerifierBuilderProvider(), key);
            signature.update(message.canonical().getBytes(StandardCharsets.ISO_8859_1));
            if (!signature.verify()) {
                return Optional.of(new ReleaseProblem.BadSignature(owner));
            }
        } catch (PGPException | PGPRuntimeOperationException e) {
            return Optional.of(new ReleaseProblem.BadSignature(owner));
        }
        return expiry(signature, key, owner, now);
    }

    private Optional<ReleaseProblem> expiry(PGPSignature signature, PGPPublicKey key, String owner, Instant now) {
        Optional<Instant> keyExpiry = expiry(key).or(() -> master(key).flatMap(ArchiveKeys::expiry));
        if (keyExpiry.isPresent() && now.isAfter(keyExpiry.get())) {
            return Optional.of(new ReleaseProblem.KeyExpired(owner, keyExpiry.get(), now));
        }
        long seconds = signature.getHashedSubPackets().getSignatureExpirationTime();
        if (seconds > 0) {
            Instant end = signature.getCreationTime().toInstant().plusSeconds(seconds);
            if (now.isAfter(end)) {
                return Optional.of(new ReleaseProblem.SignatureExpired(owner, end, now));
            }
        }
        return Optional.empty();
    }

    private static Optional<Instant> expiry(PGPPublicKey key) {
        long seconds = key.getValidSeconds();
        return seconds == 0
                ? Optional.empty()
                : Optional.of(key.getCreationTime().toInstant().plusSeconds(seconds));
    }

    private Optional<PGPPublicKey> master(PGPPublicKey key) {
        for (PGPPublicKeyRing ring : rings) {
            if (ring.getPublicKey(key.getKeyID()) != null) {
                return Optional.of(ring.getPublicKey());
            }
        }
        return Optional.empty();
    }

    private String owner(PGPPublicKey key) {
        Iterator<String> names = master(key).orElse(key).getUserIDs();
        return names.hasNext() ? names.next() : HexFormat.of().withUpperCase().formatHex(key.getFingerprint());
    }

    private static boolean isStrong(int hash) {
        return hash == HashAlgorithmTags.SHA256 || hash == HashAlgorithmTags.SHA384 || hash == HashAlgorithmTags.SHA512;
    }
}
