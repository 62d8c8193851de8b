package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jos.cli.terminal.Amounts;
import dev.jos.cli.terminal.Console;
import dev.jos.store.Damage;
import dev.jos.store.ObjectId;
import dev.jos.store.TreeId;
import dev.jos.store.VerifyReport;
import java.nio.file.Path;

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

    static void print(VerifyReport report, Console console) {
        for (Damage damage : report.damages()) {
            console.print(console.outputStyle().red("damaged") + ": " + describe(damage));
        }
        console.print("Checked " + Amounts.count(report.objects(), "object") + " ("
                + Amounts.bytes(report.bytes()) + ") and " + Amounts.count(report.trees(), "tree") + ": "
                + (report.isClean()
                        ? "no damage."
                        : Amounts.count(report.damages().size(), "damage") + "."));
    }

    static JsonObject json(VerifyReport report) {
        JsonObject json = new JsonObject();
        json.addProperty("objects", report.objects());
        json.addProperty("bytes", report.bytes());
        json.addProperty("trees", report.trees());
        JsonArray damages = new JsonArray();
        report.damages().forEach(damage -> damages.add(describe(damage)));
        json.add("damages", damages);
        return json;
    }
}
