package dev.jos.config;

import java.util.List;

/// A configuration that has been read and evaluated, with everything there is to say about it.
///
/// `values` may be read freely when there are no errors. `files` are the paths of all files that took part, the
/// main file first.
public record Configuration(EvaluatedConfig values, List<Diagnostic> diagnostics, List<String> files) {

    public Configuration {
        diagnostics = diagnostics.stream().distinct().sorted(Diagnostic.ORDER).toList();
        files = List.copyOf(files);
    }

    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(Diagnostic::isError);
    }
}
