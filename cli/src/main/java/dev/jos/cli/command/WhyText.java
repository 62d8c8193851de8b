package dev.jos.cli.command;

import dev.jos.cli.terminal.Style;
import dev.jos.config.Data;
import dev.jos.config.Diagnostic.Excerpt;
import dev.jos.config.DiagnosticRenderer;
import dev.jos.config.Explanation;
import dev.jos.config.Explanation.Statement;
import dev.jos.modules.machine.Machine;
import java.util.ArrayList;
import java.util.List;

/// An explanation in lines for people.
final class WhyText {

    private static final int PLAIN = 100;
    private static final int UNORDERED = 1000;
    private static final int FEW = 12;
    private static final int SHORT = 40;

    private final Style style;
    private final DiagnosticRenderer excerpts;
    private final List<String> lines = new ArrayList<>();

    WhyText(Style style) {
        this.style = style;
        this.excerpts = new DiagnosticRenderer(style.isColoured());
    }

    List<String> lines(Explanation explanation, Machine machine) {
        String value = explanation.value().map(Data::hocon).orElse("(none)");
        lines.add(style.bold(explanation.path() + " = " + value));
        boolean whole = explanation.path().endsWith(explanation.option().name());
        if (whole) {
            lines.add("  " + explanation.option().description());
        }
        lines.add("");
        int best = explanation.statements().stream()
                .filter(each -> each.outcome() != Explanation.Outcome.OFF)
                .mapToInt(Statement::priority)
                .min()
                .orElse(PLAIN);
        explanation.statements().forEach(each -> statement(each, best));
        String fallback = explanation.option().defaultText();
        if (!explanation.isDefined()) {
            lines.add("Nothing that counts is said about it, so it has its default.");
        }
        if (whole) {
            lines.add("default: " + (fallback == null ? "none; it has to be defined" : fallback));
        }
        named("computed from: ", explanation.uses());
        named("used by: ", explanation.usedBy());
        if (machine.hasErrors()) {
            lines.add("read by: not known while the configuration has errors");
        } else if (explanation.modules().isEmpty()) {
            lines.add("read by: no module");
        }
        explanation.modules().forEach(module -> module(module, Contributions.by(module, machine.definition())));
        return lines;
    }

    private void statement(Statement statement, int best) {
        String verdict = verdict(statement, best);
        if (statement.source().isPresent()) {
            lines.add("   --> " + source(statement));
            lines.add("       `" + statement.value() + "` " + verdict);
        } else {
            excerpt(new Excerpt(statement.place(), verdict));
            statement.condition().ifPresent(place -> excerpt(new Excerpt(place, "this does not hold")));
        }
        lines.add("");
    }

    private void excerpt(Excerpt excerpt) {
        lines.addAll(excerpts.render(excerpt).lines().toList());
    }

    /// What became of a statement, as the words under its caret.
    static String verdict(Statement statement, int best) {
        String priority = priority(statement.priority());
        return switch (statement.outcome()) {
            case WINS -> "wins: " + priority;
            case JOINED -> "counts, beside others: " + priority + order(statement.order());
            case WEAKER -> "loses: " + priority + " is weaker than " + best;
            case OFF -> "does not count: its condition does not hold";
        };
    }

    private static String priority(int priority) {
        return switch (priority) {
            case 50 -> "priority 50 (`force`)";
            case PLAIN -> "priority 100";
            case 1000 -> "priority 1000 (`default`)";
            default -> "priority " + priority;
        };
    }

    private static String order(int order) {
        return switch (order) {
            case UNORDERED -> "";
            case 500 -> ", order 500 (`before`)";
            case 1500 -> ", order 1500 (`after`)";
            default -> ", order " + order;
        };
    }

    private void named(String title, List<String> names) {
        if (!names.isEmpty()) {
            lines.add(title + String.join(", ", names));
        }
    }

    private void module(String module, List<String> contributions) {
        lines.add("read by: module " + module
                + (contributions.isEmpty() ? ", which puts nothing into the system" : ", which puts into the system"));
        contributions.stream().limit(FEW).forEach(each -> lines.add("  " + each));
        if (contributions.size() > FEW) {
            lines.add("  and " + (contributions.size() - FEW) + " more, which --json lists");
        }
    }

    /// Who says something, and where.
    static String source(Statement statement) {
        return statement
                .source()
                .map(module -> "module " + module)
                .orElse(statement.place().toString());
    }

    static String cut(String value) {
        return value.length() <= SHORT ? value : value.substring(0, SHORT - 1) + "…";
    }
}
