package dev.jos.interfaces.elf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NoteReaderTest {

    private static final int DLOPEN = 0x407c0c0a;

    private static ByteBuffer notes(int type, String owner, String... texts) {
        ByteBuffer out = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        for (String text : texts) {
            byte[] content = (text + "\0").getBytes(StandardCharsets.UTF_8);
            out.putInt(owner.length() + 1).putInt(content.length).putInt(type);
            out.put((owner + "\0").getBytes(StandardCharsets.UTF_8)).put(content);
            out.position((out.position() + 3) & -4);
        }
        return out.flip();
    }

    @Test
    void alternatives_priority_and_feature_are_read() {
        List<DlopenNote> read = NoteReader.dlopens(notes(
                DLOPEN,
                "FDO",
                "[{\"feature\":\"lzma\",\"priority\":\"suggested\",\"soname\":[\"liblzma.so.5\"]}]",
                "[{\"soname\":[\"liba.so.1\",\"liba.so.0\"]}]"));

        assertThat(read)
                .containsExactly(
                        new DlopenNote(List.of("liblzma.so.5"), "suggested", "lzma"),
                        new DlopenNote(List.of("liba.so.1", "liba.so.0"), "recommended", ""));
    }

    @Test
    void other_notes_and_nonsense_are_passed_over() {
        assertThat(NoteReader.dlopens(notes(3, "GNU", "[{\"soname\":[\"a\"]}]")))
                .isEmpty();
        assertThat(NoteReader.dlopens(
                        notes(DLOPEN, "FDO", "nonsense", "{}", "[1]", "[{\"soname\":1}]", "[".repeat(900))))
                .isEmpty();
    }

    @Test
    void damaged_notes_do_no_harm() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            ByteBuffer notes = notes(DLOPEN, "FDO", "[{\"soname\":[\"liblzma.so.5\"]}]", "[]");
            for (int edit = 0; edit < 4; edit++) {
                notes.put(random.nextInt(notes.limit()), (byte) random.nextInt());
            }
            notes.limit(random.nextInt(notes.limit() + 1));

            assertThat(NoteReader.dlopens(notes)).hasSizeLessThan(10);
        }
    }
}
