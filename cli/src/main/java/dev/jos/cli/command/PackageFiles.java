package dev.jos.cli.command;

import com.google.gson.JsonArray;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import dev.jos.packages.archive.IndexedPackage;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.store.Directory;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `jos package files`
final class PackageFiles implements CliCommand {

    @Override
    public CommandSpec spec() {
        return Syntax.command("files", "List the files of a package.")
                .description("Those of a package that is not in the store are taken from the archive's lists of files,"
                        + " which are large and fetched when they are first needed.")
                .argument("NAME", "The package.")
                .flag("--import", "Bring it into the store first if it is not there.")
                .example("jos package files vim-tiny", "List what vim-tiny puts into a system.")
                .withJson();
    }

    @Override
    public int run(Invocation invocation) throws IOException, CommandProblem {
        List<String> paths = paths(invocation, invocation.argument(0).orElseThrow());
        if (invocation.json()) {
            JsonArray array = new JsonArray();
            paths.forEach(array::add);
            invocation.console().print(array);
        } else {
            paths.forEach(invocation.console()::print);
        }
        return 0;
    }

    private static List<String> paths(Invocation invocation, String name) throws IOException, CommandProblem {
        Session session = invocation.session();
        Libraries libraries = Libraries.of(session);
        IndexedPackage found =
                PackageLookup.newest(libraries.archive().indexOrRefresh(Libraries.machine(), session.progress()), name);
        Optional<ImportedPackage> imported = invocation.flag("--import")
                ? Optional.of(PackageLookup.imported(libraries, found, session.progress()))
                : libraries.importer().imported(found.locked());
        if (imported.isPresent()) {
            return libraries.store().tree(imported.get().tree()).entries().stream()
                    .filter(entry -> !(entry.node() instanceof Directory))
                    .map(entry -> "/" + entry.path())
                    .toList();
        }
        List<String> listed = new FileLists(libraries.archive(), session.progress()).files(name);
        if (listed.isEmpty()) {
            throw new CommandProblem(
                    ExitCode.NOT_FOUND,
                    "not-listed",
                    "The archive's lists of files do not mention `" + name + "`.",
                    "Run `jos package files --import " + name + "` to look into the package itself: it may have no"
                            + " files, or the lists may be older than it.");
        }
        return listed;
    }
}
