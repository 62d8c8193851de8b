package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.internal.LazilyParsedNumber;
import dev.jos.config.Data;

/// Data of a configuration as JSON.
final class DataJson {

    private DataJson() {}

    static JsonElement of(Data data) {
        return switch (data) {
            case Data.Text(String text) -> new JsonPrimitive(text);
            case Data.Flag(boolean flag) -> new JsonPrimitive(flag);
            case Data.Numeric(String number) -> new JsonPrimitive(new LazilyParsedNumber(number));
            case Data.Nothing() -> JsonNull.INSTANCE;
            case Data.Items(var items) -> {
                JsonArray array = new JsonArray();
                items.forEach(item -> array.add(of(item)));
                yield array;
            }
            case Data.Table(var entries) -> {
                JsonObject object = new JsonObject();
                entries.forEach((key, value) -> object.add(key, of(value)));
                yield object;
            }
        };
    }
}
