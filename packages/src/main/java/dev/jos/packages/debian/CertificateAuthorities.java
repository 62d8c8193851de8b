package dev.jos.packages.debian;

import dev.jos.host.Background;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The trusted certificate authorities, as update-ca-certificates(8) lays them out: the list, one link each, the links
/// by subject hash that OpenSSL looks up, and the bundle of all.
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
        for (Authority each : read(certificates, view)) {
            bundle.append(each.pem()).append(each.pem().endsWith("\n") ? "" : "\n");
            String name = fileName(each.path());
            view.link(CERTS + name, SHIPPED + each.path());
            if (each.hash().isEmpty()) {
                view.remark("The certificate `" + name + "` cannot be read and is not found by its subject.");
            } else {
                int number = collisions.merge(each.hash().get(), 1, Integer::sum) - 1;
                view.link(CERTS + each.hash().get() + "." + number, name);
            }
        }
        view.write("/etc/ca-certificates.conf", String.join("\n", certificates) + "\n", 0644);
        view.write(CERTS + "ca-certificates.crt", bundle.toString(), 0644);
    }

    /// A certificate and the hash of its subject, if it can be read.
    private record Authority(String path, String pem, Optional<String> hash) {}

    /// In the order of `certificates`; read on all processors.
    private static List<Authority> read(List<String> certificates, ViewFiles view) throws IOException {
        List<Background.Result<Authority>> reading = new ArrayList<>();
        try (Background background = Background.onAllProcessors()) {
            for (String each : certificates) {
                reading.add(background.start(() -> {
                    String pem = view.text(SHIPPED + each).orElse("");
                    return new Authority(each, pem, hash(pem));
                }));
            }
        }
        List<Authority> authorities = new ArrayList<>();
        for (Background.Result<Authority> each : reading) {
            authorities.add(each.get());
        }
        return authorities;
    }

    private static Optional<String> hash(String pem) {
        try {
            return Optional.of(SubjectHash.ofCertificate(der(pem)));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static String fileName(String certificate) {
        String base = certificate.substring(certificate.lastIndexOf('/') + 1, certificate.length() - 4);
        return base.replace(' ', '_').replace(',', '_').replace('(', '=').replace(')', '=') + ".pem";
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
