package dev.jos.cli.error;

import dev.jos.config.Diagnostic;
import dev.jos.config.Diagnostic.Excerpt;
import java.util.ArrayList;
import java.util.List;

/// One problem in words, ready to be rendered.
///
/// @param kind a stable word for programs, such as `package-not-found`
/// @param sentence what is wrong, with backticks around what the user wrote
/// @param excerpts the places, that to look at first at the front
/// @param details further lines that explain
/// @param hints what to do next, each beginning with a verb
public record ErrorMessage(
        boolean warning,
        String kind,
        String sentence,
        List<Excerpt> excerpts,
        List<String> details,
        List<String> hints) {

    public ErrorMessage {
        excerpts = List.copyOf(excerpts);
        details = List.copyOf(details);
        hints = List.copyOf(hints);
    }

    public static ErrorMessage of(String kind, String sentence, String... hints) {
        return new ErrorMessage(false, kind, sentence, List.of(), List.of(), List.of(hints));
    }

    /// A problem of a configuration.
    public static ErrorMessage of(Diagnostic diagnostic) {
        List<Excerpt> excerpts = new ArrayList<>();
        diagnostic.primary().ifPresent(excerpts::add);
        excerpts.addAll(diagnostic.related());
        return new ErrorMessage(
                !diagnostic.isError(),
                "configuration",
                diagnostic.message(),
                excerpts,
                List.of(),
                diagnostic.hint().stream().toList());
    }

    public ErrorMessage details(List<String> lines) {
        return new ErrorMessage(warning, kind, sentence, excerpts, lines, hints);
    }
}
