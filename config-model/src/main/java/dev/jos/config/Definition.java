package dev.jos.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One value that a configuration file or a module gives to an option, or to a part of one.
///
/// `option` is the name for messages, `filePath` the same as it stands in the file, below `force` or `default`
/// where that applies. `declared` is the option itself when the definition is of the whole of it. With a `guard`
/// the definition counts only while that holds.
record Definition(
        OptionPath option,
        @Nullable Option<?> declared,
        SourceFile file,
        List<String> filePath,
        Value value,
        Marks marks,
        @Nullable Guard guard) {

    private static final Comparator<Definition> BY_ORDER =
            Comparator.comparingInt(definition -> definition.marks.order());

    Definition {
        filePath = List.copyOf(filePath);
    }

    /// What a whole file says.
    static Definition ofFile(SourceFile file, Value.Block content) {
        return new Definition(OptionPath.ROOT, null, file, List.of(), content, Marks.PLAIN, null);
    }

    /// The definition of something inside this block.
    Definition child(String key, Value inner) {
        return new Definition(option.child(key), null, file, longer(key), inner, marks, guard);
    }

    /// The definition of an element of this list.
    Definition element(int index, Value inner) {
        return new Definition(option, null, file, longer("[" + index + "]"), inner, marks, guard);
    }

    /// What stands in a block that only marks what is inside.
    Definition marked(String key, Value inner, Marks other) {
        return new Definition(option, null, file, longer(key), inner, other, guard);
    }

    Definition of(OptionPath name, Option<?> whole) {
        return new Definition(name, whole, file, filePath, value, marks, guard);
    }

    Definition with(Value other) {
        return new Definition(option, declared, file, filePath, other, marks, guard);
    }

    Definition guardedBy(@Nullable Guard other) {
        return new Definition(option, declared, file, filePath, value, marks, other);
    }

    Place place() {
        return file.value(filePath, value.line());
    }

    Place keyPlace() {
        return file.key(filePath, value.line());
    }

    /// The value in a few characters, for messages; stars for what is hidden.
    String shown() {
        return file.hides(filePath) ? "***" : Value.show(value);
    }

    /// From here on the value is not shown.
    void hide() {
        file.hide(filePath);
    }

    private List<String> longer(String segment) {
        var path = new ArrayList<>(filePath);
        path.add(segment);
        return path;
    }

    /// Those that want to win most strongly, in the order of their marks and then of the files.
    static List<Definition> strongest(List<Definition> definitions) {
        int best = Integer.MAX_VALUE;
        for (Definition definition : definitions) {
            best = Math.min(best, definition.marks.priority());
        }
        var strongest = new ArrayList<Definition>();
        for (Definition definition : definitions) {
            if (definition.marks.priority() == best) {
                strongest.add(definition);
            }
        }
        strongest.sort(BY_ORDER);
        return strongest;
    }
}
