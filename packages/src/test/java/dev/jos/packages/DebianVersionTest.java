package dev.jos.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DebianVersionTest {

    @ParameterizedTest
    @CsvSource({
        "1.0, <, 1.1",
        "1.9, <, 1.10",
        "1.0~rc1, <, 1.0",
        "1.0~~, <, 1.0~",
        "1.0~~a, <, 1.0~",
        "1.0, <, 1.0a",
        "1.0a, <, 1.0+",
        "1.0-1, <, 1.0-1+b1",
        "1.0-1, <, 1.0-1.1",
        "1.0-1~deb13u1, <, 1.0-1",
        "9, <, 1:1",
        "1.0, =, 1.00",
        "0:1.0, =, 1.0",
        "1.0, =, 1.0-0",
        "007, =, 7",
        "1.0-1-2, >, 1.0-1",
        "2:9.1.1230-1, >, 2:9.1.999-4",
        "99999999999999999999999, >, 99999999999999999999998"
    })
    void versions_are_ordered_as_dpkg_orders_them(String left, String order, String right) {
        int expected = order.equals("<") ? -1 : order.equals(">") ? 1 : 0;

        assertThat(Integer.signum(DebianVersion.parse(left).compareTo(DebianVersion.parse(right))))
                .isEqualTo(expected);
        assertThat(Integer.signum(DebianVersion.parse(right).compareTo(DebianVersion.parse(left))))
                .isEqualTo(-expected);
    }

    @Test
    void the_order_is_transitive() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            List<DebianVersion> sorted = random.ints(3, 0, Integer.MAX_VALUE)
                    .mapToObj(seed -> version(new Random(seed)))
                    .sorted()
                    .toList();

            assertThat(sorted.get(0).compareTo(sorted.get(2))).as("%s", sorted).isLessThanOrEqualTo(0);
        }
    }

    private static DebianVersion version(Random random) {
        StringBuilder text = new StringBuilder("1");
        int length = random.nextInt(5);
        for (int i = 0; i < length; i++) {
            text.append("019a~+.z-".charAt(random.nextInt(8)));
        }
        return DebianVersion.parse(text.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":1", "a:1", "1:", "1-", "-1", "1 2", "1_2", "1/2", "9999999999:1"})
    void what_is_no_version_is_refused(String text) {
        assertThatThrownBy(() -> DebianVersion.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`" + text + "` is not a Debian version");
    }

    @Test
    void a_version_has_parts() {
        DebianVersion version = DebianVersion.parse("2:9.1-rc-3");

        assertThat(version.epoch()).isEqualTo(2);
        assertThat(version.upstream()).isEqualTo("9.1-rc");
    }
}
