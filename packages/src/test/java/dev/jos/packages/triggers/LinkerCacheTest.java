package dev.jos.packages.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.packages.triggers.LinkerCache.Library;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkerCacheTest {

    @Test
    void digits_compare_as_numbers_and_after_other_characters() {
        List<String> names = List.of("libz.so.1", "libc.so.10", "libc.so.6", "libcap.so.2", "libc6.so.1");

        assertThat(names.stream().sorted(LinkerCache.ORDER).toList())
                .containsExactly("libc.so.6", "libc.so.10", "libcap.so.2", "libc6.so.1", "libz.so.1");
    }

    @Test
    void entries_stand_in_descending_order_with_offsets_into_the_strings() {
        byte[] cache = LinkerCache.render(
                List.of(new Library("liba.so.1", "/usr/lib/liba.so.1"), new Library("libb.so.2", "/usr/lib/libb.so.2")),
                0x0303);

        ByteBuffer content = ByteBuffer.wrap(cache).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(new String(cache, 0, 20, StandardCharsets.US_ASCII)).isEqualTo("glibc-ld.so.cache1.1");
        assertThat(content.getInt(20)).isEqualTo(2);
        assertThat(content.getInt(48)).isEqualTo(0x0303);
        assertThat(string(cache, content.getInt(52))).isEqualTo("libb.so.2");
        assertThat(string(cache, content.getInt(56))).isEqualTo("/usr/lib/libb.so.2");
        assertThat(string(cache, content.getInt(76))).isEqualTo("liba.so.1");
    }

    @Test
    void among_equal_names_the_first_directory_stays_first() {
        byte[] cache = LinkerCache.render(
                List.of(
                        new Library("liba.so.1", "/usr/local/lib/liba.so.1"),
                        new Library("liba.so.1", "/usr/lib/liba.so.1")),
                0x0303);

        int place = ByteBuffer.wrap(cache).order(ByteOrder.LITTLE_ENDIAN).getInt(56);
        assertThat(string(cache, place)).isEqualTo("/usr/local/lib/liba.so.1");
    }

    private static String string(byte[] cache, int from) {
        int end = from;
        while (cache[end] != 0) {
            end++;
        }
        return new String(cache, from, end - from, StandardCharsets.US_ASCII);
    }
}
