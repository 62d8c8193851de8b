package dev.jos.interfaces.elf;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads the notes of an ELF file (elf(5)) that say which libraries it loads while it runs.
///
/// They are hints from whoever built the file: one that makes no sense is passed over.
final class NoteReader {

    private static final int DLOPEN = 0x407c0c0a;
    private static final String OWNER = "FDO\0";
    private static final int HEADER = 12;
    private static final int MOST_NOTES = 1000;

    private NoteReader() {}

    /// @param notes the content of a segment of notes, in the file's byte order
    static List<DlopenNote> dlopens(ByteBuffer notes) {
        List<DlopenNote> found = new ArrayList<>();
        int at = 0;
        for (int count = 0; count < MOST_NOTES && at + HEADER <= notes.limit(); count++) {
            long nameSize = Integer.toUnsignedLong(notes.getInt(at));
            long contentSize = Integer.toUnsignedLong(notes.getInt(at + 4));
            long contentAt = aligned(at + HEADER + nameSize);
            long end = contentAt + contentSize;
            if (end > notes.limit()) {
                break;
            }
            boolean ours = notes.getInt(at + 8) == DLOPEN
                    && nameSize == OWNER.length()
                    && text(notes, at + HEADER, (int) nameSize).equals(OWNER);
            if (ours) {
                found.addAll(parse(text(notes, (int) contentAt, (int) contentSize)));
            }
            at = (int) aligned(end);
        }
        return found;
    }

    private static long aligned(long at) {
        return (at + 3) & -4L;
    }

    private static String text(ByteBuffer notes, int at, int length) {
        byte[] bytes = new byte[length];
        notes.get(at, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static List<DlopenNote> parse(String text) {
        int end = text.indexOf('\0');
        List<DlopenNote> found = new ArrayList<>();
        try {
            for (JsonElement each : JsonParser.parseString(end < 0 ? text : text.substring(0, end))
                    .getAsJsonArray()) {
                found.add(note(each.getAsJsonObject()));
            }
            return found;
        } catch (JsonParseException | IllegalStateException | UnsupportedOperationException | StackOverflowError none) {
            return List.of();
        }
    }

    private static DlopenNote note(JsonObject json) {
        List<String> sonames = new ArrayList<>();
        JsonElement all = json.has("soname") ? json.get("soname") : new JsonArray();
        all.getAsJsonArray().forEach(each -> sonames.add(each.getAsString()));
        return new DlopenNote(sonames, string(json, "priority", "recommended"), string(json, "feature", ""));
    }

    private static String string(JsonObject json, String key, String otherwise) {
        return json.has(key) ? json.get(key).getAsString() : otherwise;
    }
}
