package dev.jos.modules;

import dev.jos.config.Diagnostic;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;

/// Something wrong with options that are right one by one, on its way to becoming a [Diagnostic].
///
/// ```java
/// system.problem(Problem.error("There are two boot loaders.")
///         .about(config, GRUB, "enabled here")
///         .about(config, SYSTEMD_BOOT, "and here")
///         .hint("Enable one of them only."));
/// ```
public final class Problem {

    private Diagnostic diagnostic;

    private Problem(Diagnostic diagnostic) {
        this.diagnostic = diagnostic;
    }

    /// A problem with which no system is built. `message` is one sentence.
    public static Problem error(String message) {
        return new Problem(Diagnostic.error(message));
    }

    /// A problem that is shown, and that a system can be built with.
    public static Problem warning(String message) {
        return new Problem(Diagnostic.warning(message));
    }

    /// Shows where `option` is defined, with `label` under it. The first place that there is comes first; an option
    /// that is defined nowhere has none.
    public Problem about(EvaluatedConfig scope, Option<?> option, String label) {
        scope.place(option)
                .ifPresent(place -> diagnostic = diagnostic.primary().isEmpty()
                        ? diagnostic.at(place, label)
                        : diagnostic.related(place, label));
        return this;
    }

    /// What to do next: a sentence that begins with a verb.
    public Problem hint(String sentence) {
        diagnostic = diagnostic.hint(sentence);
        return this;
    }

    Diagnostic diagnostic() {
        return diagnostic;
    }
}
