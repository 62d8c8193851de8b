package dev.jos.cli.command;

import com.google.gson.JsonObject;
import dev.jos.cli.terminal.Amounts;
import dev.jos.cli.terminal.Console;
import dev.jos.store.Statistics;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/// `jos store stats`
final class StoreStats implements CliCommand {

    @Override
    public CommandSpec spec() {
        return Syntax.command("stats", "Count what the store holds.")
                .example("jos store stats", "Show objects, trees, their sizes, and what sharing saves.")
                .withJson();
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        Statistics statistics = Libraries.of(invocation.session()).store().statistics();
        if (invocation.json()) {
            invocation.console().print(json(statistics));
        } else {
            print(statistics, invocation.console());
        }
        return 0;
    }

    private static void print(Statistics statistics, Console console) {
        console.print("objects  " + statistics.objects() + " (" + Amounts.bytes(statistics.objectBytes()) + ")");
        console.print("trees    " + statistics.trees() + " (" + Amounts.bytes(statistics.treeBytes()) + ")");
        console.print("files    " + statistics.referencedFiles() + " in all trees ("
                + Amounts.bytes(statistics.referencedBytes()) + ")");
        console.print(
                "saved    " + Amounts.bytes(Math.max(0, statistics.savedBytes())) + " by keeping equal files once");
    }

    private static JsonObject json(Statistics statistics) {
        JsonObject json = new JsonObject();
        json.addProperty("objects", statistics.objects());
        json.addProperty("objectBytes", statistics.objectBytes());
        json.addProperty("trees", statistics.trees());
        json.addProperty("treeBytes", statistics.treeBytes());
        json.addProperty("referencedFiles", statistics.referencedFiles());
        json.addProperty("referencedBytes", statistics.referencedBytes());
        return json;
    }
}
