package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.jos.config.Explanation;
import dev.jos.config.Explanation.Statement;
import dev.jos.config.Place;
import dev.jos.modules.SystemDefinition;
import java.util.List;
import java.util.Locale;

/// An explanation for programs.
final class WhyJson {

    private WhyJson() {}

    static JsonObject of(Explanation explanation, SystemDefinition system) {
        JsonObject json = new JsonObject();
        json.addProperty("path", explanation.path());
        json.add("value", explanation.value().map(DataJson::of).orElse(JsonNull.INSTANCE));
        json.addProperty("default", explanation.option().defaultText());
        JsonArray statements = new JsonArray();
        explanation.statements().forEach(each -> statements.add(statement(each)));
        json.add("statements", statements);
        json.add("computedFrom", strings(explanation.uses()));
        json.add("usedBy", strings(explanation.usedBy()));
        JsonObject modules = new JsonObject();
        explanation.modules().forEach(each -> modules.add(each, strings(Contributions.by(each, system))));
        json.add("modules", modules);
        return json;
    }

    private static JsonObject statement(Statement statement) {
        JsonObject json = new JsonObject();
        json.addProperty("outcome", statement.outcome().name().toLowerCase(Locale.ROOT));
        json.addProperty("value", statement.value());
        json.addProperty("priority", statement.priority());
        json.addProperty("order", statement.order());
        json.addProperty("module", statement.source().orElse(null));
        json.add("place", statement.source().isPresent() ? JsonNull.INSTANCE : place(statement.place()));
        statement.condition().ifPresent(condition -> json.add("condition", place(condition)));
        return json;
    }

    private static JsonObject place(Place place) {
        JsonObject json = new JsonObject();
        json.addProperty("file", place.file());
        json.addProperty("line", place.line());
        json.addProperty("column", place.column());
        json.addProperty("text", place.lineText());
        return json;
    }

    private static JsonArray strings(List<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }
}
