package dev.jos.cli.command;

import com.google.gson.JsonArray;
import dev.jos.cli.error.CommandProblem;
import dev.jos.packages.archive.IndexedPackage;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.store.Directory;
import dev.jos.store.Entry;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// `jos package files`
final class PackageFiles implements CliCommand {

    @Override
    public CommandSpec spec() {
        return Syntax.command("files", "List the files of a package.")
                .description("A package that is not in the store yet is brought there first.")
                .argument("NAME", "The package.")
                .example("jos package files vim-tiny", "List what vim-tiny puts into a system.")
                .withJson();
    }

    @Override
    public int run(Invocation invocation) throws IOException, CommandProblem {
        Session session = invocation.session();
        Libraries libraries = Libraries.of(session);
        IndexedPackage found = PackageLookup.newest(
                libraries.archive().indexOrRefresh(Libraries.machine(), session.progress()),
                invocation.argument(0).orElseThrow());
        ImportedPackage imported = libraries
                .importer()
                .importAll(List.of(found.locked()), session.progress())
                .getFirst();
        List<String> paths = libraries.store().tree(imported.tree()).entries().stream()
                .filter(entry -> !(entry.node() instanceof Directory))
                .map(Entry::path)
                .toList();
        if (invocation.json()) {
            JsonArray array = new JsonArray();
            paths.forEach(path -> array.add("/" + path));
            invocation.console().print(array);
        } else {
            paths.forEach(path -> invocation.console().print("/" + path));
        }
        return 0;
    }
}
