package dev.jos.packages.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.host.Sha256;
import dev.jos.packages.Architecture;
import dev.jos.packages.lock.LockedSuite;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever stands in a list or an index: it is read, or refused by the error that says so, in bounded time.
class IndexFuzzTest {

    private static final Sha256 DIGEST = Sha256.of(new byte[0]);

    private static String stanza(String name, String more) {
        return """
                Package: %s
                Version: 1:2.3-4
                Architecture: amd64
                Multi-Arch: same
                Section: libs
                Filename: pool/main/%s.deb
                Size: 100
                SHA256: %s
                Description: about %s
                 more
                """.formatted(name, name, DIGEST, name) + more + "\n";
    }

    private static final String LIST = stanza("a", "Depends: b (>= 1) | c, d:any (<< 2)\nProvides: x (= 3), y\n")
            + stanza("b", "Conflicts: y\nEssential: yes\n")
            + stanza("c", "Source: src (2.0)\nInstalled-Size: 33\nRecommends: a\n");

    private static byte[] build(byte[] list) throws IOException {
        IndexBuilder builder =
                new IndexBuilder(Architecture.AMD64, List.of(new LockedSuite("trixie", Instant.EPOCH, DIGEST)));
        PackagesReader reader =
                new PackagesReader("trixie/Packages", new ByteArrayInputStream(list), Architecture.AMD64);
        for (Optional<PackageRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
            builder.add(0, next.get());
        }
        return builder.build();
    }

    private static void useEverything(PackageIndex index) {
        index.suites();
        for (int i = 0; i < index.table().names(); i++) {
            String name = index.table().name(i);
            index.find(name).forEach(IndexedPackage::version);
            index.providers(name);
        }
        index.search("about");
        index.nearest("aa");
    }

    @Test
    void mutated_package_lists_are_read_or_refused_with_file_and_line() throws IOException {
        Random random = new Random(5);
        byte[] whole = LIST.getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] mutated = whole.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                mutated[random.nextInt(mutated.length)] = (byte) "\n :ab1,|(>\t\u00ff\0".charAt(random.nextInt(13));
            }
            try {
                useEverything(PackageIndex.of(ByteBuffer.wrap(build(mutated))));
            } catch (IndexSyntaxException e) {
                refused++;
                assertThat(e.file()).isEqualTo("trixie/Packages");
                assertThat(e.line()).isBetween(1, 45);
            }
        }
        assertThat(refused).isBetween(500, 4_999);
    }

    @Test
    void truncated_package_lists_are_read_or_refused() throws IOException {
        byte[] whole = LIST.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length++) {
            try {
                useEverything(PackageIndex.of(ByteBuffer.wrap(build(java.util.Arrays.copyOf(whole, length)))));
            } catch (IndexSyntaxException e) {
                assertThat(e.line()).isPositive();
            }
        }
    }

    @Test
    void every_changed_byte_of_an_index_is_noticed() throws IOException {
        byte[] whole = build(LIST.getBytes(StandardCharsets.UTF_8));
        Random random = new Random(6);
        for (int i = 0; i < 2_000; i++) {
            byte[] mutated = whole.clone();
            mutated[random.nextInt(mutated.length)] ^= (byte) (1 << random.nextInt(8));

            assertThat(isCorrupt(mutated)).isTrue();
        }
    }

    @Test
    void an_index_that_lies_with_a_right_checksum_stays_within_its_bounds() throws IOException {
        byte[] whole = build(LIST.getBytes(StandardCharsets.UTF_8));
        Random random = new Random(8);
        int corrupt = 0;
        for (int i = 0; i < 20_000; i++) {
            ByteBuffer mutated = ByteBuffer.wrap(whole.clone()).order(ByteOrder.LITTLE_ENDIAN);
            for (int change = random.nextInt(3); change >= 0; change--) {
                int word = 4 * random.nextInt(whole.length / 4);
                mutated.putInt(
                        word, random.nextBoolean() ? random.nextInt() : mutated.getInt(word) + random.nextInt(9) - 4);
            }
            mutated.putInt(4 * IndexFormat.H_CHECKSUM, IndexBuilder.checksum(mutated));
            corrupt += isCorrupt(mutated.array()) ? 1 : 0;
        }
        assertThat(corrupt).isBetween(5_000, 19_999);
    }

    private static boolean isCorrupt(byte[] index) {
        try {
            useEverything(PackageIndex.of(ByteBuffer.wrap(index)));
            return false;
        } catch (CorruptIndexException e) {
            return true;
        }
    }
}
