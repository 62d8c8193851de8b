package dev.jos.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jos.store.testing.InMemoryContents;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TreeCodecTest {

    private static final int DIRECTORY = 1;
    private static final int FILE = 2;
    private static final int LINK = 4;

    @Test
    void what_was_encoded_decodes_to_the_same() throws MalformedTree {
        for (int seed = 0; seed < 40; seed++) {
            Tree tree = new RandomTrees(seed).tree(seed * 10);

            assertThat(TreeCodec.decode(TreeCodec.encode(tree))).isEqualTo(tree);
        }
    }

    /// The example of `docs/reference/tree-format.md`. If this fails, the format has changed, and with it the name
    /// of every tree: that needs another version.
    @Test
    void the_format_does_not_change() {
        InMemoryContents contents = new InMemoryContents();
        Tree tree = Tree.builder()
                .put("bin/hi", contents.file(0755, "hi\n"))
                .put("bin/hello", Symlink.to("hi"))
                .put(
                        "note",
                        contents.file(0644, "ä")
                                .with(new Attributes(
                                        0644,
                                        1000,
                                        100,
                                        1_700_000_000,
                                        ExtendedAttributes.of(Map.of("user.x", new byte[] {0, 1})))))
                .build();

        assertThat(HexFormat.of().formatHex(TreeCodec.encode(tree)))
                .isEqualTo("6a6f737472656501"
                        + "03"
                        + "ed0300000000"
                        + "ff0300000000"
                        + "a403e8076480e2cfaa0601" + "06757365722e78" + "020001"
                        + "05"
                        + "01" + "00"
                        + "01" + "0362696e" + "00"
                        + "04" + "0568656c6c6f" + "01" + "026869"
                        + "03" + "026869" + "00"
                        + "98ea6e4f216f2fb4b69fff9b3a44842c38686ca685f3f55dc48c5d3fb1107be4" + "03"
                        + "00"
                        + "02" + "046e6f7465" + "02"
                        + "33e6d73fee82904c8d7afb78de1154d1e8dc2a0edb08120e63df5b9385c2d9cc" + "02"
                        + "00");
    }

    @Test
    void changed_bytes_decode_to_an_error_or_to_their_own_tree() {
        Random random = new Random(11);
        int accepted = 0;
        for (int round = 0; round < 6_000; round++) {
            byte[] encoding = TreeCodec.encode(new RandomTrees(round % 50).tree(round % 23));
            byte[] changed = mutate(encoding, random);
            try {
                assertThat(TreeCodec.encode(TreeCodec.decode(changed))).isEqualTo(changed);
                accepted++;
            } catch (MalformedTree e) {
                assertThat(e.offset()).isBetween(0, changed.length);
            }
        }
        assertThat(accepted).as("some changes make other valid trees").isPositive();
    }

    private static byte[] mutate(byte[] original, Random random) {
        byte[] changed = original.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(changed.length);
            switch (random.nextInt(5)) {
                case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> changed[at] = (byte) random.nextInt(256);
                case 2 -> changed = Arrays.copyOf(changed, at + 1);
                case 3 -> changed = Arrays.copyOf(changed, changed.length + 1 + random.nextInt(4));
                default -> {
                    int from = random.nextInt(changed.length);
                    int length = Math.min(random.nextInt(20), changed.length - Math.max(at, from));
                    System.arraycopy(changed, from, changed, at, length);
                }
            }
        }
        return changed;
    }

    @Test
    void what_is_not_canonical_is_refused() {
        refused("names in a directory are not in ascending order", entries(3, link("b"), link("a")));
        refused("names in a directory are not in ascending order", entries(3, link("a"), link("a")));
        refused("contains `/` or NUL", entries(2, link("a/b")));
        refused("contains `/` or NUL", entries(2, link("a\0b")));
        refused("`.` or `..`", entries(2, link("..")));
        refused("`.` or `..`", entries(2, link(".")));
        refused("length of a name", entries(2, link("")));
        refused("length of a name", entries(2, link("n".repeat(256))));
        refused("not UTF-8", entries(2, join(new byte[] {LINK, 1, (byte) 0xe4, 1, 1, 'x'})));
        refused("more entries than it announces", entries(2, link("a"), link("b")));
        refused("announces 3 entries and holds 2", entries(3, link("a")));
        refused("number of entries", entries(4_000_000, link("a")));
        refused("no kind 9", entries(2, join(new byte[] {9, 1, 'a', 0})));
        refused("mode of a file does not go", entries(2, join(new byte[] {FILE, 1, 'a', 0})));
        refused("something follows", join(entries(2, link("a")), new byte[] {0}));
        refused("ends too early", entries(2, new byte[] {DIRECTORY, 1, 'a', 0}));
        refused("a link has a target with NUL", entries(2, join(new byte[] {LINK, 1, 'a', 1, 1, 0})));
        refused("listed that no entry has", join(head(), new byte[] {1, DIRECTORY, 0, 0}));
        refused("same attributes are listed twice", magic(2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        refused("shortest form", magic(0x81, 0));
        refused("does not begin", "jostree\2".getBytes(StandardCharsets.US_ASCII));
        refused("ends too early", new byte[0]);
    }

    @Test
    void depth_needs_no_stack_and_has_a_limit() {
        ByteArrayOutputStream deep = new ByteArrayOutputStream();
        for (int i = 0; i < 3000; i++) {
            deep.writeBytes(new byte[] {DIRECTORY, 1, 'd', 0});
        }
        refused("a path is longer than 4095 bytes", entries(3001, deep.toByteArray()));
    }

    private static void refused(String problem, byte[] encoding) {
        assertThatThrownBy(() -> TreeCodec.decode(encoding))
                .isInstanceOf(MalformedTree.class)
                .hasMessageContaining(problem);
    }

    /// Attributes 0 of a directory, 1 of a link.
    private static byte[] head() {
        return magic(2, 0xed, 3, 0, 0, 0, 0, 0xff, 3, 0, 0, 0, 0);
    }

    private static byte[] magic(int... more) {
        byte[] all = Arrays.copyOf(TreeCodec.MAGIC, TreeCodec.MAGIC.length + more.length);
        for (int i = 0; i < more.length; i++) {
            all[TreeCodec.MAGIC.length + i] = (byte) more[i];
        }
        return all;
    }

    private static byte[] entries(int announced, byte[]... entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head());
        int rest = announced;
        for (; rest > 127; rest >>>= 7) {
            out.write((rest & 0x7f) | 0x80);
        }
        out.write(rest);
        out.writeBytes(new byte[] {DIRECTORY, 0});
        out.writeBytes(join(entries));
        out.write(0);
        return out.toByteArray();
    }

    private static byte[] link(String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(LINK);
        if (utf8.length > 127) {
            out.write((utf8.length & 0x7f) | 0x80);
            out.write(utf8.length >>> 7);
        } else {
            out.write(utf8.length);
        }
        out.writeBytes(utf8);
        out.writeBytes(new byte[] {1, 1, 'x'});
        return out.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
