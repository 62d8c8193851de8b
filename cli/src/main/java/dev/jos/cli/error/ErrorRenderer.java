package dev.jos.cli.error;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jos.cli.terminal.Style;
import dev.jos.config.Diagnostic;
import dev.jos.config.Diagnostic.Excerpt;
import dev.jos.config.DiagnosticRenderer;
import dev.jos.config.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Draws an [ErrorMessage] as lines of text, or as JSON.
public final class ErrorRenderer {

    private final Style style;

    public ErrorRenderer(Style style) {
        this.style = style;
    }

    public List<String> lines(ErrorMessage message) {
        List<String> lines = new ArrayList<>(new DiagnosticRenderer(style.isColoured())
                .render(diagnostic(message))
                .lines()
                .toList());
        message.details().forEach(detail -> lines.add("  " + detail));
        message.hints().forEach(hint -> lines.add(style.cyan("  hint:") + " " + hint));
        return lines;
    }

    private static Diagnostic diagnostic(ErrorMessage message) {
        List<Excerpt> excerpts = message.excerpts();
        return new Diagnostic(
                message.warning() ? Severity.WARNING : Severity.ERROR,
                message.sentence(),
                excerpts.stream().findFirst(),
                excerpts.stream().skip(1).toList(),
                Optional.empty());
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
