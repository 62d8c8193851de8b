package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jos.cli.terminal.Amounts;
import dev.jos.cli.terminal.Console;
import dev.jos.store.Damage;
import dev.jos.store.ObjectId;
import dev.jos.store.TreeId;
import dev.jos.store.VerifyReport;
import dev.jos.system.SystemDamage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Words for what is wrong in a store.
final class Damages {

    private Damages() {}

    static String describe(Damage damage) {
        return switch (damage) {
            case Damage.WrongContent(ObjectId object) -> "object " + object + " has other content than its name says";
            case Damage.WrongMode(ObjectId object) -> "object " + object + " has other permissions than it should";
            case Damage.Unreadable(Path file, String reason) -> "`" + file + "` cannot be read: " + reason;
            case Damage.ObjectMissing(ObjectId object, TreeId tree) ->
                "object " + object + " is missing; tree " + tree + " needs it";
            case Damage.WrongTree(TreeId tree) -> "tree " + tree + " is damaged";
            case Damage.ForeignFile(Path file) -> "`" + file + "` does not belong into the store";
        };
    }

    static String describe(SystemDamage damage) {
        String what =
                switch (damage.fault()) {
                    case MISSING -> "is missing";
                    case CHANGED -> "has other content than it was built with";
                    case UNREADABLE -> "cannot be read";
                };
        return "`" + damage.path() + "` " + what;
    }

    private static List<String> describe(Health health) {
        return Stream.concat(
                        health.store().damages().stream().map(Damages::describe),
                        health.systems().damages().stream().map(Damages::describe))
                .toList();
    }

    static void print(Health health, Console console) {
        VerifyReport report = health.store();
        for (String damage : describe(health)) {
            console.print(console.outputStyle().red("damaged") + ": " + damage);
        }
        console.print("Checked " + Amounts.count(report.objects(), "object") + " ("
                + Amounts.bytes(report.bytes()) + "), " + Amounts.count(report.trees(), "tree") + " and "
                + Amounts.count(health.systems().systems(), "system") + ": "
                + (health.isClean() ? "no damage." : Amounts.count(health.damages(), "damage") + "."));
    }

    /// What only the user can do about damaged systems.
    static void adviseBuild(Health health, Console console) {
        for (SystemDamage damage : health.systems().damages()) {
            if (damage.needsBuild()) {
                console.note("Delete `" + damage.directory() + "` and build its configuration again.");
            }
        }
    }

    static JsonObject json(Health health) {
        VerifyReport report = health.store();
        JsonObject json = new JsonObject();
        json.addProperty("objects", report.objects());
        json.addProperty("bytes", report.bytes());
        json.addProperty("trees", report.trees());
        json.addProperty("systems", health.systems().systems());
        JsonArray damages = new JsonArray();
        describe(health).forEach(damages::add);
        json.add("damages", damages);
        return json;
    }
}
