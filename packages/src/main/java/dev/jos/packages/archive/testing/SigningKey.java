package dev.jos.packages.archive.testing;

import dev.jos.packages.archive.ArchiveKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
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
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/// A fresh OpenPGP key that signs releases: well, unless it is told otherwise.
public final class SigningKey {

    private static final int PRIME_CERTAINTY = 40;

    private final PGPKeyPair pair;
    private final PGPPublicKey certified;
    private final int digest;
    private final Duration signatureValidity;

    private SigningKey(PGPKeyPair pair, PGPPublicKey certified, int digest, Duration signatureValidity) {
        this.pair = pair;
        this.certified = certified;
        this.digest = digest;
        this.signatureValidity = signatureValidity;
    }

    /// A key of `owner`, made at `created` and good for `validity`.
    public static SigningKey of(String owner, Instant created, Duration validity) {
        Ed25519KeyPairGenerator generator = new Ed25519KeyPairGenerator();
        generator.init(new Ed25519KeyGenerationParameters(new SecureRandom()));
        return certified(owner, created, validity, PublicKeyAlgorithmTags.EDDSA_LEGACY, generator.generateKeyPair());
    }

    /// An RSA key of so many bits.
    public static SigningKey rsa(String owner, Instant created, Duration validity, int bits) {
        RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
        generator.init(
                new RSAKeyGenerationParameters(BigInteger.valueOf(0x10001), new SecureRandom(), bits, PRIME_CERTAINTY));
        return certified(owner, created, validity, PublicKeyAlgorithmTags.RSA_GENERAL, generator.generateKeyPair());
    }

    private static SigningKey certified(
            String owner, Instant created, Duration validity, int algorithm, AsymmetricCipherKeyPair keys) {
        try {
            PGPKeyPair pair = new BcPGPKeyPair(PublicKeyPacket.VERSION_4, algorithm, keys, Date.from(created));
            PGPSignatureGenerator signer = signer(pair, HashAlgorithmTags.SHA512, PGPSignature.POSITIVE_CERTIFICATION);
            PGPSignatureSubpacketGenerator details = at(created);
            details.setKeyExpirationTime(false, validity.toSeconds());
            signer.setHashedSubpackets(details.generate());
            PGPSignature certification = signer.generateCertification(owner, pair.getPublicKey());
            PGPPublicKey certified = PGPPublicKey.addCertification(pair.getPublicKey(), owner, certification);
            return new SigningKey(pair, certified, HashAlgorithmTags.SHA512, Duration.ZERO);
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The same key, revoked by its owner.
    public SigningKey revoked(Instant when) {
        try {
            PGPSignatureGenerator signer = signer(pair, HashAlgorithmTags.SHA512, PGPSignature.KEY_REVOCATION);
            signer.setHashedSubpackets(at(when).generate());
            PGPSignature revocation = signer.generateCertification(pair.getPublicKey());
            return new SigningKey(
                    pair, PGPPublicKey.addCertification(certified, revocation), digest, signatureValidity);
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The same key, which signs over another digest.
    ///
    /// @param algorithm its OpenPGP name, such as `SHA1`
    public SigningKey overDigest(String algorithm) {
        return new SigningKey(pair, certified, PGPUtil.getDigestIDForName(algorithm), signatureValidity);
    }

    /// The same key, whose signatures expire.
    public SigningKey signingFor(Duration validity) {
        return new SigningKey(pair, certified, digest, validity);
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
            PGPSignatureGenerator signer = signer(pair, digest, PGPSignature.CANONICAL_TEXT_DOCUMENT);
            PGPSignatureSubpacketGenerator details = at(when);
            details.setIssuerKeyID(false, pair.getKeyID());
            if (signatureValidity.isPositive()) {
                details.setSignatureExpirationTime(false, signatureValidity.toSeconds());
            }
            signer.setHashedSubpackets(details.generate());
            signer.update(text.stripTrailing().replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes("-----BEGIN PGP SIGNED MESSAGE-----\nHash: %s\n\n%s\n"
                    .formatted(PGPUtil.getDigestName(digest), text.stripTrailing())
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

    private static PGPSignatureSubpacketGenerator at(Instant when) {
        PGPSignatureSubpacketGenerator details = new PGPSignatureSubpacketGenerator();
        details.setSignatureCreationTime(false, Date.from(when));
        return details;
    }

    private static PGPSignatureGenerator signer(PGPKeyPair pair, int digest, int type) throws PGPException {
        PGPSignatureGenerator signer = new PGPSignatureGenerator(
                new BcPGPContentSignerBuilder(pair.getPublicKey().getAlgorithm(), digest), pair.getPublicKey());
        signer.init(type, pair.getPrivateKey());
        return signer;
    }
}
