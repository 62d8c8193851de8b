package dev.jos.cli.command;

import dev.jos.config.Data;
import dev.jos.config.HoconSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// A value that is another one, or only there, in one of two configurations.
///
/// @param path as HOCON writes it
record ValueChange(String path, Optional<Data> before, Optional<Data> after) {

    /// All differences, by path, each as deep as both have tables.
    static List<ValueChange> between(Data.Table before, Data.Table after) {
        List<ValueChange> changes = new ArrayList<>();
        collect(List.of(), Optional.of(before), Optional.of(after), changes);
        return changes;
    }

    private static void collect(
            List<String> path, Optional<Data> before, Optional<Data> after, List<ValueChange> changes) {
        if (before.equals(after)) {
            return;
        }
        Optional<Data.Table> old = table(before);
        Optional<Data.Table> fresh = table(after);
        boolean inside = (old.isPresent() || before.isEmpty()) && (fresh.isPresent() || after.isEmpty());
        TreeSet<String> keys = new TreeSet<>();
        old.ifPresent(table -> keys.addAll(table.entries().keySet()));
        fresh.ifPresent(table -> keys.addAll(table.entries().keySet()));
        if (!inside || keys.isEmpty()) {
            changes.add(new ValueChange(HoconSyntax.path(path), before, after));
            return;
        }
        for (String key : keys) {
            List<String> deeper = new ArrayList<>(path);
            deeper.add(key);
            collect(deeper, entry(old, key), entry(fresh, key), changes);
        }
    }

    private static Optional<Data.Table> table(Optional<Data> data) {
        return data.filter(Data.Table.class::isInstance).map(Data.Table.class::cast);
    }

    private static Optional<Data> entry(Optional<Data.Table> table, String key) {
        return table.flatMap(each -> Optional.ofNullable(each.entries().get(key)));
    }
}
