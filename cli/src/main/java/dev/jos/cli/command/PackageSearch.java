package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jos.cli.error.ExitCode;
import dev.jos.cli.terminal.Table;
import dev.jos.packages.archive.IndexedPackage;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// `jos package search`
final class PackageSearch implements CliCommand {

    @Override
    public CommandSpec spec() {
        return Syntax.command("search", "Find packages that have all words in their name or description.")
                .someArguments("WORD", "What to look for; case does not matter.")
                .example("jos package search editor vi", "Find editors like vi.")
                .withJson();
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        String words = String.join(" ", invocation.positionals());
        List<IndexedPackage> found = Libraries.of(invocation.session())
                .archive()
                .indexOrRefresh(Libraries.machine(), invocation.session().progress())
                .search(words);
        if (invocation.json()) {
            JsonArray array = new JsonArray();
            found.forEach(each -> array.add(json(each)));
            invocation.console().print(array);
        } else {
            Table table = new Table("package", "version", "description");
            found.forEach(each -> table.row(each.name(), each.version().toString(), each.description()));
            table.lines(invocation.console().outputStyle()).forEach(invocation.console()::print);
        }
        return found.isEmpty() ? ExitCode.NOT_FOUND.status() : ExitCode.OK.status();
    }

    static JsonObject json(IndexedPackage found) {
        JsonObject json = new JsonObject();
        json.addProperty("name", found.name());
        json.addProperty("version", found.version().toString());
        json.addProperty("suite", found.locked().suite());
        json.addProperty("section", found.section());
        json.addProperty("description", found.description());
        return json;
    }
}
