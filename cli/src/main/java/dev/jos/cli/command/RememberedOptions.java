package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.jos.host.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The values of a machine's options as they are remembered with its generations, for everybody to read.
final class RememberedOptions {

    /// What hashes of passwords are named, and what modules name the like.
    private static final Pattern SECRET = Pattern.compile("(?i).*(password|passphrase|secret|privatekey).*");

    private static final int SHOWN = 8;

    private RememberedOptions() {}

    /// All values of a configuration, after merging. Of those that may be secret only that they differ can be seen.
    static JsonObject of(MachineFile file) {
        JsonObject values =
                DataJson.of(file.machine().configuration().values().plain()).getAsJsonObject();
        hide(values);
        return values;
    }

    private static void hide(JsonObject values) {
        for (Map.Entry<String, JsonElement> each : values.entrySet()) {
            if (each.getValue() instanceof JsonObject inner) {
                hide(inner);
            } else if (SECRET.matcher(each.getKey()).matches()
                    && each.getValue().isJsonPrimitive()) {
                Sha256 digest = Sha256.of(each.getValue().toString().getBytes(StandardCharsets.UTF_8));
                each.setValue(new JsonPrimitive("hidden " + digest.hex().substring(0, SHOWN)));
            }
        }
    }

    /// The values by their full names, one for each that is no table. What is empty says as little as what is not set.
    static SortedMap<String, JsonElement> flat(JsonObject options) {
        SortedMap<String, JsonElement> flat = new TreeMap<>();
        flatten("", options, flat);
        return flat;
    }

    private static void flatten(String prefix, JsonObject options, SortedMap<String, JsonElement> flat) {
        options.entrySet().forEach(each -> {
            String key = each.getKey().matches("[A-Za-z0-9_-]+") ? each.getKey() : '"' + each.getKey() + '"';
            if (each.getValue() instanceof JsonObject inner) {
                flatten(prefix + key + ".", inner, flat);
            } else if (!each.getValue().isJsonNull()
                    && !(each.getValue() instanceof JsonArray list && list.isEmpty())) {
                flat.put(prefix + key, each.getValue());
            }
        });
    }
}
