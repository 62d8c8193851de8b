package dev.jos.config;

import java.util.List;
import java.util.Optional;

/// A configuration that has been read and evaluated, with everything there is to say about it.
///
/// `values` may be read freely when there are no errors. `files` are the paths of all files that took part, the
/// main file first.
public record Configuration(EvaluatedConfig values, List<Diagnostic> diagnostics, List<String> files) {

    public Configuration {
        diagnostics = diagnostics.stream().distinct().sorted(Diagnostic.ORDER).toList();
        files = List.copyOf(files);
    }

    /// What is at a path: the final value of an option, a part of one, or a group of options as a table; everything
    /// at the empty path. Nothing when there is no such thing. May be asked when there are no errors.
    public Optional<Data> find(String path) {
        return Data.at(
                values.plain(),
                path.isEmpty() ? List.of() : OptionPath.parse(path).segments());
    }

    /// Why something has the value it has; nothing when there is no option at or around the path.
    public Optional<Explanation> explain(String path) {
        return new Explainer(values.evaluation()).explain(OptionPath.parse(path));
    }

    /// The options at and below a path that somebody says something about, by name; of all at the empty path.
    public List<String> defined(String path) {
        return new Explainer(values.evaluation()).defined(path.isEmpty() ? OptionPath.ROOT : OptionPath.parse(path));
    }

    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(Diagnostic::isError);
    }
}
