package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.jos.config.LiteralSecrets;
import dev.jos.host.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/// The values of a machine's options as they are remembered with its generations, for everybody to read.
final class RememberedOptions {

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
        values.entrySet().forEach(each -> each.setValue(hidden(each.getKey(), each.getValue())));
    }

    /// What may be shown of the value of `key`, or of an element of its list.
    private static JsonElement hidden(String key, JsonElement value) {
        if (value instanceof JsonObject inner) {
            hide(inner);
        } else if (value instanceof JsonArray list) {
            for (int i = 0; i < list.size(); i++) {
                list.set(i, hidden(key, list.get(i)));
            }
        } else if (value.isJsonPrimitive() && LiteralSecrets.isPrivate(key, value.getAsString())) {
            Sha256 digest = Sha256.of(value.toString().getBytes(StandardCharsets.UTF_8));
            return new JsonPrimitive("hidden " + digest.hex().substring(0, SHOWN));
        }
        return value;
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
