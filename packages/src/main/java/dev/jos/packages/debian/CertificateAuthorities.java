package dev.jos.packages.debian;

import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The trusted certificate authorities, as update-ca-certificates(8) lays them out: the list, one link each, the
/// links by
/// subject hash that OpenSSL looks up, and the bundle of all.
final class CertificateAuthorities {

    private static final String SHIPPED = "/usr/share/ca-certificates/";
    private static final String CERTS = "/etc/ssl/certs/";
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";

    private CertificateAuthorities() {}

    static void apply(ViewFiles view) throws IOException {
        List<String> certificates = view.shippedBelow("/usr/share/ca-certificates").stream()
                .filter(path -> path.endsWith(".crt"))
                .map(path -> path.substring(SHIPPED.length()))
                .sorted()
                .toList();
        if (certificates.isEmpty()) {
            return;
        }
        StringBuilder bundle = new StringBuilder();
        Map<String, Integer> collisions = new HashMap<>();
        for (String certificate : certificates) {
            String pem = view.text(SHIPPED + certificate).orElse("");
            bundle.append(pem).append(pem.endsWith("\n") ? "" : "\n");
            String name = fileName(certificate);
            view.link(CERTS + name, SHIPPED + certificate);
            linkByHash(view, pem, name, collisions);
        }
        view.write("/etc/ca-certificates.conf", String.join("\n", certificates) + "\n", 0644);
        view.write(CERTS + "ca-certificates.crt", bundle.toString(), 0644);
    }

    private static String fileName(String certificate) {
        String base = certificate.substring(certificate.lastIndexOf('/') + 1, certificate.length() - 4);
        return base.replace(' ', '_').replace(',', '_').replace('(', '=').replace(')', '=') + ".pem";
    }

    private static void linkByHash(ViewFiles view, String pem, String name, Map<String, Integer> collisions) {
        try {
            String hash = SubjectHash.ofCertificate(der(pem));
            int number = collisions.merge(hash, 1, Integer::sum) - 1;
            view.link(CERTS + hash + "." + number, name);
        } catch (IllegalArgumentException unreadable) {
            view.remark("The certificate `" + name + "` cannot be read and is not found by its subject.");
        }
    }

    /// The first certificate of a text (RFC 7468).
    private static byte[] der(String pem) {
        int begin = pem.indexOf(BEGIN);
        int end = pem.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("not a certificate");
        }
        return Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN.length(), end));
    }
}
