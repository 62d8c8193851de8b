package dev.jos.packages.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;

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
            Optional<PGPPublicKeyRing> ring = ring(signature.getKeyID());
            if (ring.isEmpty()) {
                unknown.add(HexFormat.of().withUpperCase().toHexDigits(signature.getKeyID()));
                continue;
            }
            PGPPublicKey key = ring.get().getPublicKey(signature.getKeyID());
            Optional<ReleaseProblem> problem =
                    new SignatureCheck(key, ring.get().getPublicKey(), now).problem(message, signature);
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

    private Optional<PGPPublicKeyRing> ring(long keyId) {
        return rings.stream().filter(ring -> ring.getPublicKey(keyId) != null).findFirst();
    }
}
