package dev.jos.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One value that a configuration file gives to an option, or to a part of one.
///
/// `option` is the name for messages, `filePath` the same as it stands in the file, below `force` or `default`
/// where that applies. `declared` is the option itself when the definition is of the whole of it.
record Definition(
        OptionPath option,
        @Nullable Option<?> declared,
        SourceFile file,
        List<String> filePath,
        Value value,
        int priority) {

    Definition {
        filePath = List.copyOf(filePath);
    }

    /// The definition of something inside this block.
    Definition child(String key, Value inner) {
        return new Definition(option.child(key), null, file, longer(key), inner, priority);
    }

    /// The definition of an element of this list.
    Definition element(int index, Value inner) {
        return new Definition(option, null, file, longer("[" + index + "]"), inner, priority);
    }

    Definition of(Option<?> whole) {
        return new Definition(option, whole, file, filePath, value, priority);
    }

    Definition with(Value other) {
        return new Definition(option, declared, file, filePath, other, priority);
    }

    Place place() {
        return file.value(filePath, value.line());
    }

    Place keyPlace() {
        return file.key(filePath, value.line());
    }

    private List<String> longer(String segment) {
        var path = new ArrayList<>(filePath);
        path.add(segment);
        return path;
    }

    /// Those that want to win most strongly.
    static List<Definition> strongest(List<Definition> definitions) {
        int best = Integer.MAX_VALUE;
        for (Definition definition : definitions) {
            best = Math.min(best, definition.priority);
        }
        var strongest = new ArrayList<Definition>();
        for (Definition definition : definitions) {
            if (definition.priority == best) {
                strongest.add(definition);
            }
        }
        return strongest;
    }
}
