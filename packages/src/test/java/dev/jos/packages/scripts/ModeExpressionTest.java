package dev.jos.packages.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ModeExpressionTest {

    @Test
    void expressions_change_modes_as_chmod_does() {
        assertThat(new ModeExpression("4755").apply(0644, false)).isEqualTo(04755);
        assertThat(new ModeExpression("u+s").apply(0755, false)).isEqualTo(04755);
        assertThat(new ModeExpression("g+s").apply(0755, false)).isEqualTo(02755);
        assertThat(new ModeExpression("u=rwx,g=rx,o=").apply(0644, false)).isEqualTo(0750);
        assertThat(new ModeExpression("o-rwx").apply(0777, false)).isEqualTo(0770);
        assertThat(new ModeExpression("a+X").apply(0600, true)).isEqualTo(0711);
        assertThat(new ModeExpression("a+X").apply(0600, false)).isEqualTo(0600);
        assertThat(new ModeExpression("+t").apply(0777, true)).isEqualTo(01777);
        assertThat(new ModeExpression("og-w").apply(0666, false)).isEqualTo(0644);
    }

    @Test
    void other_text_is_refused() {
        for (String text : List.of("", "999", "rwx", "u+q", "u+s,", "a b")) {
            assertThatThrownBy(() -> new ModeExpression(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
