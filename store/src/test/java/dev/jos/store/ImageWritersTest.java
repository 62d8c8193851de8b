package dev.jos.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.jos.host.Sha256;
import dev.jos.store.testing.InMemoryContents;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/// What holds for all formats. Whether kernels and tools understand them is for the integration tests.
class ImageWritersTest {

    private static final int SUPERBLOCK = 1024;

    private interface Writer {

        void write(Tree tree, ContentSource contents, OutputStream out) throws IOException;
    }

    private static final Map<String, Writer> WRITERS = Map.of(
            "metadata", (tree, contents, out) -> ErofsImage.writeMetadata(tree, out),
            "data", ErofsImage::writeData,
            "tar", TarArchive::write,
            "cpio", CpioArchive::write);

    private static byte[] bytes(Writer writer, Tree tree, ContentSource contents) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(tree, contents, out);
        return out.toByteArray();
    }

    private static RandomTrees trees() {
        return new RandomTrees(99);
    }

    /// If this fails, a release writes other images than the one before, and every system gets another identity.
    @Test
    void the_same_tree_gives_the_same_bytes_for_ever() throws IOException {
        Map<String, String> digests = new TreeMap<>();
        for (Map.Entry<String, Writer> writer : WRITERS.entrySet()) {
            RandomTrees trees = trees();
            Tree tree = trees.tree(400);
            digests.put(
                    writer.getKey(),
                    Sha256.of(bytes(writer.getValue(), tree, trees.contents())).hex());
        }

        assertThat(digests)
                .isEqualTo(Map.of(
                        "metadata", "c0e6a5a16c4b035e81f71963fe51ba7ff6401da22c74fa63a9af8069694cd4ad",
                        "data", "9291284f47462122970f820ccd8e0193901aa3b012f8da7d36dcda84f900e7c4",
                        "tar", "fcf76409dd14478ad1256f4de7157efac92c0c271647bdf9da5099cd3bde815a",
                        "cpio", "b3e2de1287155996d444607c2174219e975397c88a57624f96faa038145ed1a3"));
    }

    @Test
    void an_object_of_the_wrong_size_is_named() {
        InMemoryContents contents = new InMemoryContents();
        RegularFile file = contents.file(0644, "four");
        for (long size : new long[] {3, 5}) {
            Tree tree = Tree.builder()
                    .put("f", new RegularFile(file.attributes(), file.content(), size))
                    .build();
            for (String format : new String[] {"data", "tar", "cpio"}) {
                Writer writer = WRITERS.get(format);

                assertThatExceptionOfType(WrongSize.class)
                        .as(format)
                        .isThrownBy(() -> bytes(java.util.Objects.requireNonNull(writer), tree, contents))
                        .satisfies(e -> assertThat(e.object()).isEqualTo(file.content()));
            }
        }
    }

    @Test
    void an_erofs_image_is_whole_blocks_with_a_checksum() throws IOException {
        byte[] image = bytes((tree, contents, out) -> ErofsImage.writeMetadata(tree, out), trees().tree(100), id -> {
            throw new MissingObject(id);
        });
        ByteBuffer fields = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);

        assertThat(image.length % 4096).isZero();
        assertThat(fields.getInt(SUPERBLOCK)).isEqualTo(0xE0F5E1E2);
        int stored = fields.getInt(SUPERBLOCK + 4);
        fields.putInt(SUPERBLOCK + 4, 0);
        CRC32C crc = new CRC32C();
        crc.update(image, SUPERBLOCK, 4096 - SUPERBLOCK);
        assertThat(stored).isEqualTo(~(int) crc.getValue());
        assertThat(fields.getInt(SUPERBLOCK + 36) * 4096L).isEqualTo(image.length);
    }

    @Test
    void equal_contents_take_their_blocks_in_an_image_once() throws IOException {
        InMemoryContents contents = new InMemoryContents();
        TreeBuilder tree = Tree.builder();
        for (int i = 0; i < 20; i++) {
            tree.put("f" + i, contents.file(0644, "x".repeat(40_000)));
        }

        assertThat(bytes(ErofsImage::writeData, tree.build(), contents)).hasSize(4096 + 10 * 4096);
    }

    @Test
    void an_extended_attribute_that_erofs_cannot_hold_is_named() {
        Tree tree = Tree.builder()
                .put(
                        "odd",
                        new Directory(Attributes.of(0755)
                                .withXattrs(ExtendedAttributes.of(Map.of("btrfs.compression", new byte[1])))))
                .build();

        assertThatIOException()
                .isThrownBy(() -> ErofsImage.writeMetadata(tree, OutputStream.nullOutputStream()))
                .withMessageContaining("`btrfs.compression` of `odd`");
    }

    @Test
    void tar_keeps_what_ustar_cannot_hold_in_extended_headers() throws IOException {
        InMemoryContents contents = new InMemoryContents();
        RegularFile file = contents.file(
                new Attributes(0644, 5_000_000, 0, 0, ExtendedAttributes.of(Map.of("user.n", new byte[] {0, -1}))),
                StandardCharsets.UTF_8.encode("").array());
        Tree tree = Tree.builder().put("n".repeat(120), file).build();

        String text = new String(bytes(TarArchive::write, tree, contents), StandardCharsets.ISO_8859_1);

        assertThat(text)
                .contains("130 path=" + "n".repeat(120) + "\n")
                .contains("15 uid=5000000\n")
                .contains("26 SCHILY.xattr.user.n=\0\u00ff\n");
        assertThat(text.length() % 512).isZero();
    }
}
