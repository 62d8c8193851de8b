package dev.jos.vmtests.crash;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Counts what a [CrashMatrix] found, for people.
final class CrashReport {

    private final int oldGeneration;
    private final Map<String, Row> rows = new TreeMap<>();
    private final Map<CrashStates.Kind, Integer> kinds = new EnumMap<>(CrashStates.Kind.class);
    private final List<String> problems = new ArrayList<>();
    private int states;

    private static final class Row {
        private int flushes;
        private int states;
        private int old;
        private int next;
        private int bad;
        private int booted;
    }

    /// @param oldGeneration what booted before the switch
    CrashReport(int oldGeneration) {
        this.oldGeneration = oldGeneration;
    }

    void add(CrashMatrix.Case each) {
        Row row = rows.computeIfAbsent(each.step(), step -> new Row());
        states++;
        row.states++;
        kinds.merge(each.state().kind(), 1, Integer::sum);
        if (each.state().kind() == CrashStates.Kind.FLUSHED) {
            row.flushes++;
        }
        if (!each.verdict().isGood()) {
            row.bad++;
            problems.add("state %d, %s: %s"
                    .formatted(
                            each.number(), each.state().kind(), each.verdict().problem()));
        } else if (each.verdict().generation() == oldGeneration) {
            row.old++;
        } else {
            row.next++;
        }
    }

    void addBoot(CrashMatrix.Case each) {
        Objects.requireNonNull(rows.get(each.step())).booted++;
    }

    int states() {
        return states;
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append(
                "| step | flushes | states | boot the old generation | boot the new one | bad | booted in QEMU |\n");
        text.append("|---|--:|--:|--:|--:|--:|--:|\n");
        Row sum = new Row();
        rows.forEach((step, row) -> {
            line(text, step, row);
            sum.flushes += row.flushes;
            sum.states += row.states;
            sum.old += row.old;
            sum.next += row.next;
            sum.bad += row.bad;
            sum.booted += row.booted;
        });
        line(text, "all", sum);
        text.append("\n| what of the writes since the last flush is there | states |\n|---|--:|\n");
        kinds.forEach((kind, count) -> text.append("| ")
                .append(words(kind))
                .append(" | ")
                .append(count)
                .append(" |\n"));
        return text.toString();
    }

    private static void line(StringBuilder text, String step, Row row) {
        text.append("| %s | %d | %d | %d | %d | %d | %d |%n"
                .formatted(step, row.flushes, row.states, row.old, row.next, row.bad, row.booted));
    }

    private static String words(CrashStates.Kind kind) {
        return switch (kind) {
            case FLUSHED -> "nothing";
            case BEGINNING -> "the first ones";
            case ONE_MISSING -> "all but one";
            case ONE_ALONE -> "a single one";
            case TORN -> "the first ones, the last of them in part";
            case SOME -> "any";
            case SOME_SECTORS -> "any sectors of any";
        };
    }
}
