package dev.jos.system.etc;

import dev.jos.config.ConfigurationFiles;
import dev.jos.modules.TrustedCertificate;
import dev.jos.packages.debian.SubjectHash;
import dev.jos.store.Attributes;
import dev.jos.store.ContentSource;
import dev.jos.store.RegularFile;
import dev.jos.store.Tree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

/// Adds certificate authorities to those that packages brought to `/etc/ssl/certs`: one file each, a link by subject
/// hash, and a place in the bundle of all, as update-ca-certificates(8) would.
public final class TrustStore {

    private static final String CERTS = "etc/ssl/certs/";
    private static final String BUNDLE = CERTS + "ca-certificates.crt";

    private final ConfigurationFiles beside;
    private final Additions additions;

    /// @param beside the files that lie beside the configuration
    public TrustStore(ConfigurationFiles beside, Additions additions) {
        this.beside = beside;
        this.additions = additions;
    }

    /// Adds `authorities` to those in `packages`, the tree of the packages, whose contents are in `store`.
    ///
    /// Each becomes `NAME.pem`, or `NAME-2.pem` and so on where a name stands for several.
    ///
    /// @throws UnreadableCertificateException if one is no certificate
    public void add(Collection<TrustedCertificate> authorities, Tree packages, ContentSource store) throws IOException {
        if (authorities.isEmpty()) {
            return;
        }
        var bundle = new ByteArrayOutputStream();
        if (packages.node(BUNDLE).orElse(null) instanceof RegularFile file) {
            try (InputStream in = store.open(file.content())) {
                in.transferTo(bundle);
            }
        }
        for (TrustedCertificate each : authorities) {
            bundle.write(add(each.name(), Contents.read(each.pem(), beside)));
        }
        additions.file(BUNDLE, bundle.toByteArray(), Attributes.of(0644));
    }

    private byte[] add(String name, byte[] pem) throws IOException {
        var all = new ByteArrayOutputStream();
        int number = 0;
        for (X509Certificate each : certificates(name, pem)) {
            number++;
            byte[] text = encode(name, each).getBytes(StandardCharsets.US_ASCII);
            String file = name + (number == 1 ? "" : "-" + number) + ".pem";
            additions.file(CERTS + file, text, Attributes.of(0644));
            linkByHash(each, file);
            all.write(text);
        }
        return all.toByteArray();
    }

    private void linkByHash(X509Certificate certificate, String file) {
        String hash = SubjectHash.of(certificate.getSubjectX500Principal().getEncoded());
        int number = 0;
        while (additions.node(CERTS + hash + "." + number).isPresent()) {
            number++;
        }
        additions.link(CERTS + hash + "." + number, file);
    }

    private static List<X509Certificate> certificates(String name, byte[] pem) throws UnreadableCertificateException {
        try {
            var certificates = new ArrayList<X509Certificate>();
            for (Certificate each :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
                certificates.add((X509Certificate) each);
            }
            if (certificates.isEmpty()) {
                throw new CertificateException("there is none");
            }
            return certificates;
        } catch (CertificateException e) {
            throw new UnreadableCertificateException(name, e);
        }
    }

    private static String encode(String name, X509Certificate certificate) throws UnreadableCertificateException {
        try {
            String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new UnreadableCertificateException(name, e);
        }
    }
}
