package dev.jos.packages.archive.testing;

import dev.jos.packages.archive.ArchiveKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/// A fresh OpenPGP key that signs releases.
public final class SigningKey {

    private final PGPKeyPair pair;
    private final PGPPublicKey certified;

    private SigningKey(PGPKeyPair pair, PGPPublicKey certified) {
        this.pair = pair;
        this.certified = certified;
    }

    /// A key of `owner`, made at `created` and good for `validity`.
    public static SigningKey of(String owner, Instant created, Duration validity) {
        try {
            Ed25519KeyPairGenerator generator = new Ed25519KeyPairGenerator();
            generator.init(new Ed25519KeyGenerationParameters(new SecureRandom()));
            PGPKeyPair pair = new BcPGPKeyPair(
                    PublicKeyPacket.VERSION_4,
                    PublicKeyAlgorithmTags.EDDSA_LEGACY,
                    generator.generateKeyPair(),
                    Date.from(created));
            PGPSignatureGenerator signer = signer(pair, PGPSignature.POSITIVE_CERTIFICATION);
            PGPSignatureSubpacketGenerator details = new PGPSignatureSubpacketGenerator();
            details.setSignatureCreationTime(false, Date.from(created));
            details.setKeyExpirationTime(false, validity.toSeconds());
            signer.setHashedSubpackets(details.generate());
            PGPSignature certification = signer.generateCertification(owner, pair.getPublicKey());
            return new SigningKey(pair, PGPPublicKey.addCertification(pair.getPublicKey(), owner, certification));
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The public half, as the only key that an archive trusts.
    public ArchiveKeys trusted() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ArmoredOutputStream armor = ArmoredOutputStream.builder().build(bytes)) {
                new PGPPublicKeyRing(List.of(certified)).encode(armor);
            }
            return ArchiveKeys.of(List.of(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `text` as a clear-signed message.
    public byte[] clearSign(String text, Instant when) {
        try {
            PGPSignatureGenerator signer = signer(pair, PGPSignature.CANONICAL_TEXT_DOCUMENT);
            PGPSignatureSubpacketGenerator details = new PGPSignatureSubpacketGenerator();
            details.setSignatureCreationTime(false, Date.from(when));
            details.setIssuerKeyID(false, pair.getKeyID());
            signer.setHashedSubpackets(details.generate());
            signer.update(text.stripTrailing().replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n" + text.stripTrailing() + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            try (ArmoredOutputStream armor =
                    ArmoredOutputStream.builder().clearHeaders().build(bytes)) {
                signer.generate().encode(armor);
            }
            return bytes.toByteArray();
        } catch (PGPException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PGPSignatureGenerator signer(PGPKeyPair pair, int type) throws PGPException {
        PGPSignatureGenerator signer = new PGPSignatureGenerator(
                new BcPGPContentSignerBuilder(pair.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA512),
                pair.getPublicKey());
        signer.init(type, pair.getPrivateKey());
        return signer;
    }
}
