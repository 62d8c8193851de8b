package dev.jos.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Recognises options by the names that NixOS gives them, in what a file says where no option is.
final class NixosNames {

    private final OptionPath scope;
    private final OptionTree options;
    private final List<Diagnostic> found = new ArrayList<>();
    private boolean known;

    private NixosNames(OptionPath scope, OptionTree options) {
        this.scope = scope;
        this.options = options;
    }

    /// What to say about `unknown` and all that stands inside it; nothing when no name is known.
    ///
    /// @param scope where `options` are
    static List<Diagnostic> in(Definition unknown, OptionPath scope, OptionTree options) {
        var names = new NixosNames(scope, options);
        names.look(unknown);
        return names.known ? names.found : List.of();
    }

    private void look(Definition definition) {
        var option = named(definition.option());
        if (option.isPresent()) {
            known = true;
            found.add(Messages.elsewhere(
                    definition, scope.child(OptionPath.of(option.get().name()))));
        } else if (definition.value() instanceof Value.Block inner) {
            inner.entries().forEach((key, value) -> {
                if (!Guard.isKey(key)) {
                    look(definition.child(key, value));
                }
            });
        } else {
            found.add(Messages.unknown(definition, options.names()));
        }
    }

    private Optional<Option<?>> named(OptionPath path) {
        var segments = path.segments();
        String name = String.join(".", segments.subList(scope.segments().size(), segments.size()));
        for (Option<?> option : options.options()) {
            if (option.namesInNixos().contains(name)) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }
}
