package dev.jos.packages.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
