package dev.jos.activator;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.jos.system.SystemId;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/// The file that stands for a generation: JSON with the keys `system`, `created` and `configuration`.
final class GenerationRecord {

    private GenerationRecord() {}

    static String write(Generation generation) {
        var json = new JsonObject();
        json.addProperty("system", generation.system().toString());
        json.addProperty("created", generation.created().toString());
        json.addProperty("configuration", generation.configuration());
        return json + "\n";
    }

    static Generation read(String profile, int number, String text) throws IOException {
        try {
            JsonObject json = JsonParser.parseString(text).getAsJsonObject();
            return new Generation(
                    profile,
                    number,
                    SystemId.parse(json.get("system").getAsString()),
                    Instant.parse(json.get("created").getAsString()),
                    json.get("configuration").getAsString());
        } catch (JsonParseException
                | IllegalStateException
                | IllegalArgumentException
                | NullPointerException
                | DateTimeException e) {
            throw new IOException("the record of generation " + number + " of `" + profile + "` is damaged", e);
        }
    }
}
