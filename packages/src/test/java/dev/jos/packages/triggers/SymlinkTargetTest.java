package dev.jos.packages.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymlinkTargetTest {

    @ParameterizedTest
    @CsvSource({
        "usr/lib/libz.so, libz.so.1, usr/lib/libz.so.1",
        "usr/lib/a/libz.so, ../libz.so.1, usr/lib/libz.so.1",
        "usr/lib/libz.so, /lib/x/libz.so.1, usr/lib/x/libz.so.1",
        "usr/lib/libz.so, ../../../../etc/x, etc/x",
    })
    void links_are_followed_within_the_merged_view(String link, String target, String place) {
        assertThat(SymlinkTarget.resolve(link, target)).isEqualTo(place);
    }

    @Test
    void a_link_to_the_root_names_the_root() {
        assertThat(SymlinkTarget.resolve("usr/x", "..")).isEmpty();
    }
}
