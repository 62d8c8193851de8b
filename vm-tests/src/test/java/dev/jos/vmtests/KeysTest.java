package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KeysTest {

    @Test
    void a_text_is_typed_key_by_key() {
        assertThat(Keys.of("ls -a /Root.1\n"))
                .containsExactly(
                        "l", "s", "spc", "minus", "a", "spc", "slash", "shift-r", "o", "o", "t", "dot", "1", "ret");
    }

    @Test
    void what_lies_elsewhere_on_other_keyboards_is_refused() {
        assertThatThrownBy(() -> Keys.of("a|b")).hasMessageContaining("`|`");
    }
}
