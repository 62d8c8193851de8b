package dev.jos.modules.machine;

import dev.jos.config.Diagnostic;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/// Finds options that are set for something that is not enabled: `services.nginx.workers` without
/// `services.nginx.enable`.
///
/// Who says `enable = false` means it, and is not warned; nor is who only sets weak defaults.
final class Ineffective {

    private static final String ENABLE = ".enable";

    private Ineffective() {}

    static List<Diagnostic> warnings(EvaluatedConfig config, Collection<Option<?>> options) {
        var switches = new TreeMap<String, Option<?>>();
        for (Option<?> option : options) {
            if (option.name().endsWith(ENABLE)) {
                switches.put(option.name().substring(0, option.name().length() - ENABLE.length() + 1), option);
            }
        }
        var warnings = new ArrayList<Diagnostic>();
        for (Option<?> option : options) {
            var outer = switches.floorEntry(option.name());
            if (outer != null
                    && option.name().startsWith(outer.getKey())
                    && option != outer.getValue()
                    && config.isWritten(option)
                    && !config.isDefined(outer.getValue())
                    && Boolean.FALSE.equals(config.get(outer.getValue()))) {
                warnings.add(config.warning(
                                option,
                                "Option `%s` has no effect, since `%s` is not set.".formatted(option, outer.getValue()),
                                "not used")
                        .hint("Add `%s = true`, or remove the line.".formatted(outer.getValue())));
            }
        }
        return warnings;
    }
}
