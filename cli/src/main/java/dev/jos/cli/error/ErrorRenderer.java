package dev.jos.cli.error;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jos.cli.terminal.Style;
import dev.jos.config.Diagnostic.Excerpt;
import dev.jos.config.Place;
import java.util.ArrayList;
import java.util.List;

/// Draws an [ErrorMessage] as lines of text, or as JSON.
public final class ErrorRenderer {

    private static final int TAB_WIDTH = 4;

    private final Style style;

    public ErrorRenderer(Style style) {
        this.style = style;
    }

    public List<String> lines(ErrorMessage message) {
        List<String> lines = new ArrayList<>();
        String word = message.warning() ? style.yellow("warning") : style.red("error");
        lines.add(word + ": " + style.bold(message.sentence()));
        int gutter = message.excerpts().stream()
                .mapToInt(each -> Integer.toString(each.place().line()).length())
                .max()
                .orElse(0);
        for (Excerpt excerpt : message.excerpts()) {
            excerpt(lines, excerpt, gutter);
        }
        message.details().forEach(detail -> lines.add("  " + detail));
        message.hints().forEach(hint -> lines.add("  " + style.green("hint") + ": " + hint));
        return lines;
    }

    private void excerpt(List<String> lines, Excerpt excerpt, int gutter) {
        Place place = excerpt.place();
        String margin = " ".repeat(gutter + 2);
        String number = " " + " ".repeat(gutter - Integer.toString(place.line()).length()) + place.line();
        lines.add(margin + style.blue("-->") + " " + place);
        if (place.lineText().isBlank()) {
            if (!excerpt.label().isEmpty()) {
                lines.add(margin + "  " + excerpt.label());
            }
            return;
        }
        int before = Math.min(place.column() - 1, place.lineText().length());
        String indent =
                " ".repeat(expanded(place.lineText().substring(0, before)).length());
        String carets = style.red("^".repeat(place.length()));
        lines.add(margin + style.blue("|"));
        lines.add((style.blue(number + " |") + " " + expanded(place.lineText())).stripTrailing());
        lines.add((margin + style.blue("|") + " " + indent + carets + " " + excerpt.label()).stripTrailing());
    }

    private static String expanded(String text) {
        return text.replace("\t", " ".repeat(TAB_WIDTH));
    }

    /// `{"kind", "severity", "message", "places": [{"file", "line", "column", "length", "label"}], "details", "hints"}`
    public static JsonObject json(ErrorMessage message) {
        JsonObject json = new JsonObject();
        json.addProperty("kind", message.kind());
        json.addProperty("severity", message.warning() ? "warning" : "error");
        json.addProperty("message", message.sentence());
        JsonArray places = new JsonArray();
        for (Excerpt excerpt : message.excerpts()) {
            JsonObject place = new JsonObject();
            place.addProperty("file", excerpt.place().file());
            place.addProperty("line", excerpt.place().line());
            place.addProperty("column", excerpt.place().column());
            place.addProperty("length", excerpt.place().length());
            place.addProperty("label", excerpt.label());
            places.add(place);
        }
        json.add("places", places);
        json.add("details", array(message.details()));
        json.add("hints", array(message.hints()));
        return json;
    }

    private static JsonArray array(List<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }
}
