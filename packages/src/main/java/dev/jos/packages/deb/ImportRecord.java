package dev.jos.packages.deb;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import com.google.gson.stream.MalformedJsonException;
import dev.jos.packages.ControlFile;
import dev.jos.packages.MalformedControlFileException;
import dev.jos.packages.scripts.Declarations;
import dev.jos.packages.scripts.DeclarationsJson;
import dev.jos.store.TreeId;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What the store remembers of an imported package: JSON of one object, written when everything it speaks of is on
/// the disk.
///
/// @param analysis which state of the script analysis made the declarations
record ImportRecord(
        Origin origin,
        TreeId tree,
        long unpackedSize,
        ControlFile control,
        SortedSet<String> conffiles,
        SortedSet<String> droppedConffiles,
        String analysis,
        Declarations declarations) {

    private static final int VERSION = 2;

    /// Where the package came from, so that it can be fetched again.
    record Origin(String suite, String file, long size) {}

    /// No record, or one of another version of jos: the package is imported again.
    static final class Unusable extends IOException {
        Unusable(String problem, @Nullable Throwable cause) {
            super("an import record is not usable: " + problem, cause);
        }
    }

    /// Writes UTF-8 and leaves `stream` open.
    void write(OutputStream stream) throws IOException {
        Writer out = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
        JsonWriter json = new JsonWriter(out);
        json.setIndent(" ");
        json.beginObject();
        json.name("version").value(VERSION);
        json.name("suite").value(origin.suite());
        json.name("file").value(origin.file());
        json.name("size").value(origin.size());
        json.name("tree").value(tree.hex());
        json.name("unpackedSize").value(unpackedSize);
        json.name("control").beginObject();
        for (Map.Entry<String, String> field : control.fields().entrySet()) {
            json.name(field.getKey()).value(field.getValue());
        }
        json.endObject();
        strings(json, "conffiles", conffiles);
        strings(json, "droppedConffiles", droppedConffiles);
        json.name("analysis").value(analysis);
        json.name("declarations");
        DeclarationsJson.write(declarations, json);
        json.endObject();
        json.flush();
        out.write('\n');
        out.flush();
    }

    private static void strings(JsonWriter json, String name, Iterable<String> values) throws IOException {
        json.name(name).beginArray();
        for (String value : values) {
            json.value(value);
        }
        json.endArray();
    }

    /// @throws Unusable if it is no record, or one of another version
    static ImportRecord read(Reader in) throws IOException {
        try {
            return new Parsing().read(new JsonReader(in));
        } catch (IllegalStateException
                | IllegalArgumentException
                | MalformedJsonException
                | MalformedControlFileException
                | EOFException malformed) {
            throw new Unusable(String.valueOf(malformed.getMessage()), malformed);
        }
    }

    /// One record as its members come.
    private static final class Parsing {

        private String suite = "";
        private String file = "";
        private long size;
        private @Nullable TreeId tree;
        private long unpackedSize;
        private @Nullable ControlFile control;
        private SortedSet<String> conffiles = new TreeSet<>();
        private SortedSet<String> droppedConffiles = new TreeSet<>();
        private String analysis = "";
        private @Nullable Declarations declarations;

        ImportRecord read(JsonReader json) throws IOException {
            json.beginObject();
            while (json.hasNext()) {
                member(json, json.nextName());
            }
            json.endObject();
            if (tree == null || control == null || declarations == null) {
                throw new Unusable("it lacks a member", null);
            }
            return new ImportRecord(
                    new Origin(suite, file, size),
                    tree,
                    unpackedSize,
                    control,
                    conffiles,
                    droppedConffiles,
                    analysis,
                    declarations);
        }

        private void member(JsonReader json, String name) throws IOException {
            switch (name) {
                case "version" -> checkVersion(json.nextInt());
                case "suite" -> suite = json.nextString();
                case "file" -> file = json.nextString();
                case "size" -> size = json.nextLong();
                case "tree" -> tree = TreeId.parse(json.nextString());
                case "unpackedSize" -> unpackedSize = json.nextLong();
                case "control" -> control = control(json);
                case "conffiles" -> conffiles = strings(json);
                case "droppedConffiles" -> droppedConffiles = strings(json);
                case "analysis" -> analysis = json.nextString();
                case "declarations" -> declarations = DeclarationsJson.read(json);
                default -> json.skipValue();
            }
        }

        private static void checkVersion(int version) throws Unusable {
            if (version != VERSION) {
                throw new Unusable("its version is %d".formatted(version), null);
            }
        }

        private static ControlFile control(JsonReader json) throws IOException {
            Map<String, String> fields = new LinkedHashMap<>();
            json.beginObject();
            while (json.hasNext()) {
                fields.put(json.nextName(), json.nextString());
            }
            json.endObject();
            return ControlFile.of(fields);
        }

        private static SortedSet<String> strings(JsonReader json) throws IOException {
            SortedSet<String> values = new TreeSet<>();
            json.beginArray();
            while (json.hasNext()) {
                values.add(json.nextString());
            }
            json.endArray();
            return values;
        }
    }
}
