package dev.jos.packages.deb.xz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.UnsupportedOptionsException;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

class XzBlocksTest {

    /// Text, repetitions and noise in turn, so that every kind of packet occurs.
    private static byte[] content(Random random, int size) {
        byte[] content = new byte[size];
        for (int at = 0; at < size; ) {
            int length = Math.min(1 + random.nextInt(5000), size - at);
            switch (random.nextInt(4)) {
                case 0 -> {
                    for (int i = 0; i < length; i++) {
                        content[at + i] = (byte) random.nextInt(256);
                    }
                }
                case 1 -> {
                    for (int i = 0; i < length; i++) {
                        content[at + i] = (byte) "etaoin shrdlu\n".charAt(random.nextInt(14));
                    }
                }
                default -> {
                    int from = at == 0 ? 0 : random.nextInt(at);
                    for (int i = 0; i < length; i++) {
                        content[at + i] = content[from + i % Math.max(1, at - from)];
                    }
                }
            }
            at += length;
        }
        return content;
    }

    private static LZMA2Options options(Random random) {
        try {
            LZMA2Options options = new LZMA2Options(random.nextInt(7));
            int contextBits = random.nextInt(5);
            options.setLcLp(contextBits, random.nextInt(5 - contextBits));
            options.setPb(random.nextInt(5));
            return options;
        } catch (UnsupportedOptionsException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /// An `.xz` stream of several blocks that say how long they are: the blocks of XZ for Java with other headers.
    private static byte[] sized(List<byte[]> blocks, LZMA2Options options) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] footer = new byte[0];
        for (int i = 0; i < blocks.size(); i++) {
            ByteArrayOutputStream single = new ByteArrayOutputStream();
            try (XZOutputStream xz = new XZOutputStream(single, options, XZ.CHECK_CRC64)) {
                xz.write(blocks.get(i));
            }
            byte[] stream = single.toByteArray();
            if (i == 0) {
                out.write(stream, 0, 12);
            }
            int header = ((stream[12] & 0xff) + 1) * 4;
            int data = unpaddedSize(stream) - header - 8;
            out.write(header(data, blocks.get(i).length, stream[12 + 4]));
            out.write(stream, 12 + header, data + (-data & 3) + 8);
            footer = Arrays.copyOfRange(stream, stream.length - 12, stream.length);
        }
        // The index is read over, so that its numbers may be anything.
        int records = blocks.size();
        out.write(0);
        out.write(records);
        for (int i = 0; i < 2 * records; i++) {
            out.write(1);
        }
        out.write(new byte[(-(2 + 2 * records) & 3) + 4]);
        out.write(footer);
        return out.toByteArray();
    }

    /// The size of the only block, from the index at the end.
    private static int unpaddedSize(byte[] stream) {
        int words = ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN).getInt(stream.length - 8) + 1;
        int at = stream.length - 12 - 4 * words + 2;
        int size = 0;
        for (int shift = 0; ; shift += 7) {
            size |= (stream[at] & 0x7f) << shift;
            if (stream[at++] >= 0) {
                return size;
            }
        }
    }

    private static byte[] header(int compressed, int size, byte dictionary) {
        ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        header.put((byte) 5).put((byte) 0xc0);
        number(header, compressed);
        number(header, size);
        header.put((byte) 0x21).put((byte) 1).put(dictionary);
        CRC32 crc = new CRC32();
        byte[] bytes = header.array();
        crc.update(bytes, 0, 20);
        header.putInt(20, (int) crc.getValue());
        return bytes;
    }

    private static void number(ByteBuffer out, int value) {
        int rest = value;
        for (; rest >= 0x80; rest >>>= 7) {
            out.put((byte) (rest | 0x80));
        }
        out.put((byte) rest);
    }

    private static byte[] decode(byte[] xz, DecodingHelpers helpers) throws IOException {
        try (InputStream in = XzBlocks.open(new ByteArrayInputStream(xz), helpers, 100 << 10)) {
            return in.readAllBytes();
        }
    }

    @Test
    void every_setting_of_the_encoder_decodes_to_what_went_in() throws IOException {
        Random random = new Random(5);
        try (DecodingHelpers helpers = DecodingHelpers.of(2)) {
            for (int round = 0; round < 25; round++) {
                List<byte[]> blocks = new ArrayList<>();
                ByteArrayOutputStream whole = new ByteArrayOutputStream();
                for (int i = random.nextInt(4); i >= 0; i--) {
                    byte[] block = content(random, 1 + random.nextInt(200_000));
                    blocks.add(block);
                    whole.writeBytes(block);
                }
                byte[] xz = sized(blocks, options(random));

                assertThat(XzBlocks.open(new ByteArrayInputStream(xz), DecodingHelpers.NONE, 100 << 10))
                        .isInstanceOf(XzBlocks.class);
                assertThat(decode(xz, round % 2 == 0 ? helpers : DecodingHelpers.NONE))
                        .as("round %d", round)
                        .isEqualTo(whole.toByteArray());
            }
        }
    }

    @Test
    void a_stream_without_sizes_is_decoded_too() throws IOException {
        byte[] content = content(new Random(1), 100_000);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XZOutputStream xz = new XZOutputStream(out, new LZMA2Options(1))) {
            xz.write(content);
        }

        assertThat(decode(out.toByteArray(), DecodingHelpers.NONE)).isEqualTo(content);
    }

    @Test
    void damaged_streams_end_in_an_exception_or_in_other_content() throws IOException {
        Random random = new Random(9);
        byte[] xz = sized(List.of(content(random, 3000), content(random, 2000)), new LZMA2Options(6));
        int refused = 0;
        for (int round = 0; round < 5_000; round++) {
            byte[] damaged = xz.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                decode(damaged, DecodingHelpers.NONE);
            } catch (IOException expected) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(3_000);
    }
}
