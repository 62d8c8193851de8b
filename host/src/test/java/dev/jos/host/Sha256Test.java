package dev.jos.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256Test {

    /// From FIPS 180-2, appendix B.1.
    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void it_computes_the_digest_of_the_standard() {
        assertThat(Sha256.of("abc".getBytes(UTF_8)).hex()).isEqualTo(OF_ABC);
    }

    @Test
    void bytes_streams_and_files_give_the_same(@TempDir Path directory) throws IOException {
        byte[] content = new byte[300_000];
        new Random(7).nextBytes(content);
        Path file = Files.write(directory.resolve("file"), content);

        assertThat(Sha256.ofFile(file)).isEqualTo(Sha256.of(content));
        assertThat(Sha256.of(new ByteArrayInputStream(content))).isEqualTo(Sha256.of(content));
    }

    @Test
    void it_survives_a_round_trip_through_text_and_bytes() {
        Sha256 digest = Sha256.of(new byte[] {1});

        assertThat(Sha256.parse(digest.hex())).isEqualTo(digest).hasSameHashCodeAs(digest);
        assertThat(Sha256.fromBytes(digest.bytes())).isEqualTo(digest);
        assertThat(Sha256.parse(OF_ABC.toUpperCase(java.util.Locale.ROOT)).hex())
                .isEqualTo(OF_ABC);
    }

    @Test
    void its_order_is_that_of_its_bytes() {
        Random random = new Random(11);
        List<Sha256> digests = Stream.generate(() -> {
                    byte[] bytes = new byte[Sha256.BYTES];
                    random.nextBytes(bytes);
                    Arrays.fill(bytes, 0, random.nextInt(Sha256.BYTES), (byte) 0x80);
                    return Sha256.fromBytes(bytes);
                })
                .limit(500)
                .toList();

        assertThat(digests.stream().sorted().map(Sha256::hex))
                .isEqualTo(digests.stream().map(Sha256::hex).sorted().toList());
    }

    @Test
    void anything_but_64_hexadecimal_digits_is_refused() {
        for (String wrong : List.of("", "ab", OF_ABC + "0", OF_ABC.replace('a', 'g'), " " + OF_ABC.substring(1))) {
            assertThatThrownBy(() -> Sha256.parse(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("64 hexadecimal digits");
        }
    }
}
