package dev.jos.packages.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;

class SubjectHashTest {

    @Test
    void the_hash_is_that_of_openssl() {
        assertThat(hash("CN=ISRG Root X1, O=Internet Security Research Group, C=US"))
                .isEqualTo("4042bcee");
    }

    @Test
    void case_and_repeated_blanks_make_no_difference() {
        assertThat(hash("CN=isrg  root X1, O=internet security research group, C=us"))
                .isEqualTo("4042bcee");
    }

    /// Every Java runtime brings some hundred certificates, of all shapes.
    @Test
    void the_subject_of_a_certificate_is_found() throws Exception {
        KeyStore authorities = KeyStore.getInstance(
                Path.of(System.getProperty("java.home"), "lib/security/cacerts").toFile(), "changeit".toCharArray());
        List<String> names = Collections.list(authorities.aliases());
        assertThat(names).isNotEmpty();
        for (String name : names) {
            X509Certificate certificate = (X509Certificate) authorities.getCertificate(name);

            assertThat(SubjectHash.ofCertificate(certificate.getEncoded()))
                    .isEqualTo(
                            SubjectHash.of(certificate.getSubjectX500Principal().getEncoded()));
        }
    }

    @Test
    void what_is_no_certificate_is_refused() {
        for (byte[] bytes : List.of(new byte[0], new byte[] {0x30, 2, 0x30, 0}, new byte[] {0x30, 5, 0x30, 3, 2, 1})) {
            assertThatThrownBy(() -> SubjectHash.ofCertificate(bytes)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void other_bytes_are_refused() {
        for (byte[] bytes :
                List.of(new byte[0], new byte[] {0x30, 5}, new byte[] {0x31, 0}, new byte[] {0x30, 2, 0x31, 9})) {
            assertThatThrownBy(() -> SubjectHash.of(bytes)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static String hash(String name) {
        return SubjectHash.of(new X500Principal(name).getEncoded());
    }
}
