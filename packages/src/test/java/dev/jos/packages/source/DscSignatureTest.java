package dev.jos.packages.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DscSignatureTest {

    @Test
    void who_signed_is_told() {
        assertThat(DscSignature.verdict("""
                [GNUPG:] NEWSIG milan@debian.org
                [GNUPG:] KEY_CONSIDERED 5647FFF4AEBD8AE41887FB3F86E9ED6781B45509 0
                [GNUPG:] GOODSIG E9ED6781B455090E Milan Kupcevic <milan@debian.org>
                [GNUPG:] VALIDSIG 56 2025-04-06
                """)).hasValue("The source is signed by Milan Kupcevic <milan@debian.org>.");
    }

    @Test
    void a_key_that_left_the_keyring_is_told() {
        assertThat(DscSignature.verdict("""
                [GNUPG:] NEWSIG
                [GNUPG:] ERRSIG E9ED6781B455090E 1 10 01 1743919113 9 -
                [GNUPG:] NO_PUBKEY E9ED6781B455090E
                """))
                .hasValue("The source is signed by the key E9ED6781B455090E, which Debian's keyring does not have.");
    }

    @Test
    void a_signature_that_does_not_fit_is_none() {
        assertThat(DscSignature.verdict("[GNUPG:] BADSIG E9ED6781B455090E Milan Kupcevic <milan@debian.org>\n"))
                .isEmpty();
        assertThat(DscSignature.verdict("[GNUPG:] NODATA 4\n")).isEmpty();
        assertThat(DscSignature.verdict("")).isEmpty();
    }
}
