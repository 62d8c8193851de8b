package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import dev.jos.cli.terminal.Console;
import dev.jos.config.Data;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `jos config diff`
final class ConfigDiff implements CliCommand {

    @Override
    public CommandSpec spec() {
        return Syntax.command("diff", "Compare the final values of two configurations.")
                .description(
                        "Values are compared after merging: what files say in different ways and places is the same if it"
                                + " comes to the same. The exit status is 0 if all values are equal, and 1 if not.")
                .argument("OLD", "A configuration file, or a directory with a machine.conf.")
                .argument("NEW", "The one to compare it with.")
                .example("jos config diff web.conf db.conf", "Show in what two machines differ.")
                .withJson();
    }

    @Override
    public int run(Invocation invocation) throws CommandProblem {
        MachinePath older =
                MachinePath.named(invocation.session(), invocation.argument(0).orElseThrow());
        MachinePath newer =
                MachinePath.named(invocation.session(), invocation.argument(1).orElseThrow());
        List<ValueChange> changes = ValueChange.between(values(invocation, older), values(invocation, newer));
        if (invocation.json()) {
            JsonArray array = new JsonArray();
            changes.forEach(each -> array.add(json(each)));
            invocation.console().print(array);
        } else if (!changes.isEmpty()) {
            print(invocation.console(), older, newer, changes);
        }
        return changes.isEmpty() ? ExitCode.OK.status() : ExitCode.FAILURE.status();
    }

    private static Data.Table values(Invocation invocation, MachinePath path) throws CommandProblem {
        return MachineFile.load(invocation, path)
                .machine()
                .configuration()
                .values()
                .plain();
    }

    private static void print(Console console, MachinePath older, MachinePath newer, List<ValueChange> changes) {
        console.print(console.outputStyle().bold("--- " + older.written()));
        console.print(console.outputStyle().bold("+++ " + newer.written()));
        for (ValueChange change : changes) {
            for (String line : ValueChangeText.lines(change)) {
                console.print(
                        switch (line.charAt(0)) {
                            case '-' -> console.outputStyle().red(line);
                            case '+' -> console.outputStyle().green(line);
                            default -> line;
                        });
            }
        }
    }

    private static JsonObject json(ValueChange change) {
        JsonObject json = new JsonObject();
        json.addProperty("path", change.path());
        json.add("before", change.before().map(DataJson::of).orElse(JsonNull.INSTANCE));
        json.add("after", change.after().map(DataJson::of).orElse(JsonNull.INSTANCE));
        json.addProperty("change", kind(change.before(), change.after()));
        return json;
    }

    private static String kind(Optional<Data> before, Optional<Data> after) {
        return before.isEmpty() ? "added" : after.isEmpty() ? "removed" : "changed";
    }
}
