package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jos.cli.terminal.Amounts;
import dev.jos.cli.terminal.Console;
import dev.jos.packages.lock.LockChange;
import dev.jos.packages.lock.LockedPackage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Words for what moved in a lock.
final class LockChanges {

    private LockChanges() {}

    static void print(List<LockChange> changes, Console console) {
        for (LockChange change : changes) {
            console.print(describe(change));
        }
        console.print(changes.isEmpty() ? "Nothing moved." : summary(changes));
    }

    static String describe(LockChange change) {
        return switch (change) {
            case LockChange.Added(LockedPackage now) -> "+ " + now.name() + " " + now.version();
            case LockChange.Removed(LockedPackage before) -> "- " + before.name() + " " + before.version();
            case LockChange.Upgraded(LockedPackage before, LockedPackage now) ->
                "↑ " + now.name() + " " + before.version() + " → " + now.version() + suite(now);
            case LockChange.Downgraded(LockedPackage before, LockedPackage now) ->
                "↓ " + now.name() + " " + before.version() + " → " + now.version() + suite(now);
            case LockChange.Moved(LockedPackage before, LockedPackage now) ->
                "= " + now.name() + " " + now.version() + " from " + before.suite() + " to " + now.suite();
        };
    }

    private static String suite(LockedPackage locked) {
        return locked.suite().endsWith("-security") ? " (security)" : "";
    }

    /// `12 upgraded, 1 added, 2 removed.`
    static String summary(List<LockChange> changes) {
        List<String> parts = new ArrayList<>();
        count(parts, changes, LockChange.Upgraded.class, "upgraded");
        count(parts, changes, LockChange.Downgraded.class, "downgraded");
        count(parts, changes, LockChange.Added.class, "added");
        count(parts, changes, LockChange.Removed.class, "removed");
        count(parts, changes, LockChange.Moved.class, "moved");
        return String.join(", ", parts) + ".";
    }

    private static void count(
            List<String> parts, List<LockChange> changes, Class<? extends LockChange> kind, String word) {
        long number = changes.stream().filter(kind::isInstance).count();
        if (number > 0) {
            parts.add(Amounts.count(number, "package") + " " + word);
        }
    }

    static JsonArray json(List<LockChange> changes) {
        JsonArray array = new JsonArray();
        for (LockChange change : changes) {
            JsonObject json = new JsonObject();
            json.addProperty("name", change.name());
            switch (change) {
                case LockChange.Added(LockedPackage now) -> add(json, "added", null, now);
                case LockChange.Removed(LockedPackage before) -> add(json, "removed", before, null);
                case LockChange.Upgraded(LockedPackage before, LockedPackage now) -> add(json, "upgraded", before, now);
                case LockChange.Downgraded(LockedPackage before, LockedPackage now) ->
                    add(json, "downgraded", before, now);
                case LockChange.Moved(LockedPackage before, LockedPackage now) -> add(json, "moved", before, now);
            }
            array.add(json);
        }
        return array;
    }

    private static void add(JsonObject json, String kind, @Nullable LockedPackage before, @Nullable LockedPackage now) {
        json.addProperty("change", kind);
        if (before != null) {
            json.addProperty("before", before.version().toString());
        }
        if (now != null) {
            json.addProperty("now", now.version().toString());
        }
    }
}
