package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jos.interfaces.Binding;
import java.util.Collection;

/// Interfaces as JSON.
final class InterfaceJson {

    private InterfaceJson() {}

    static JsonObject of(Binding binding) {
        JsonObject json = new JsonObject();
        json.addProperty("soname", binding.name().soname());
        json.addProperty("abi", binding.name().abi().name());
        json.addProperty("generation", binding.generation());
        json.addProperty("provider", binding.provider());
        json.addProperty("path", "/" + binding.path());
        return json;
    }

    static JsonArray array(Collection<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }
}
