package dev.jos.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Sorts what stands at the top of a file: options, and blocks that mark the options in them.
///
/// | block | what is inside |
/// |---|---|
/// | `default { … }`, `force { … }`, `priority.200 { … }` | wants to win more or less |
/// | `before { … }`, `after { … }`, `order.700 { … }` | stands earlier or later in joined lists |
/// | `when = [{ if = …, … }, …]` | counts under conditions of its own |
///
/// Blocks may stand in each other.
final class MarkedBlocks {

    private static final int LARGEST = 9999;

    private final Evaluation evaluation;

    MarkedBlocks(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /// `content` is what is in `whole`.
    void define(Definition whole, Value.Block content) {
        var guarded = content.isGuarded() ? whole.guardedBy(Guard.of(whole, content)) : whole;
        Map<String, Value> options = new LinkedHashMap<>();
        content.entries().forEach((key, value) -> {
            var marks = guarded.marks();
            switch (key) {
                case Guard.IF, Guard.UNLESS -> {}
                case "default" -> block(guarded.marked(key, value, marks.withPriority(Marks.DEFAULT)));
                case "force" -> block(guarded.marked(key, value, marks.withPriority(Marks.FORCE)));
                case "before" -> block(guarded.marked(key, value, marks.withOrder(Marks.BEFORE)));
                case "after" -> block(guarded.marked(key, value, marks.withOrder(Marks.AFTER)));
                case "priority" -> numbered(guarded.marked(key, value, marks), true);
                case "order" -> numbered(guarded.marked(key, value, marks), false);
                case "when" -> cases(guarded.marked(key, value, marks));
                default -> option(guarded, key, value, options);
            }
        });
        evaluation.root().collect(guarded, new Value.Block(content.line(), options));
    }

    private void option(Definition whole, String key, Value value, Map<String, Value> options) {
        if (!ConfigurationLoader.isOwn(key)) {
            options.put(key, value);
        } else if (!whole.filePath().isEmpty()) {
            evaluation.report(ImportMessages.notAtTheTop(whole.marked(key, value, whole.marks()), key));
        }
    }

    private void block(Definition marked) {
        if (marked.value() instanceof Value.Block content) {
            define(marked, content);
        } else {
            String name = marked.filePath().getLast();
            evaluation.report(ImportMessages.notABlock(marked, name.startsWith("[") ? "when" : name));
        }
    }

    private void numbered(Definition numbers, boolean priority) {
        if (!(numbers.value() instanceof Value.Block(int _, Map<String, Value> entries))) {
            evaluation.report(
                    ImportMessages.notNumbered(numbers, numbers.filePath().getLast()));
            return;
        }
        entries.forEach((key, value) -> {
            int number = number(key);
            var marks = numbers.marks();
            var marked = numbers.marked(key, value, priority ? marks.withPriority(number) : marks.withOrder(number));
            if (number < 0) {
                evaluation.report(ImportMessages.noNumber(marked, key, LARGEST));
            } else {
                block(marked);
            }
        });
    }

    /// Negative when it is none.
    private static int number(String key) {
        try {
            int number = key.length() > 4 ? -1 : Integer.parseInt(key);
            return number <= LARGEST ? number : -1;
        } catch (NumberFormatException noNumber) {
            return -1;
        }
    }

    private void cases(Definition list) {
        if (!(list.value() instanceof Value.Items(int _, List<Value> items))) {
            evaluation.report(ImportMessages.notCases(list));
            return;
        }
        for (int i = 0; i < items.size(); i++) {
            block(list.marked("[" + i + "]", items.get(i), list.marks()));
        }
    }
}
