package dev.jos.cli.command;

import com.google.gson.JsonArray;
import dev.jos.activator.Generation;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import dev.jos.store.Store;
import dev.jos.store.TreeId;
import dev.jos.system.GenerationManifest;
import dev.jos.system.PackageReference;
import dev.jos.system.SystemGeneration;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `jos package owner`
final class PackageOwner implements CliCommand {

    /// Top-level directories that are links into `/usr`.
    private static final List<String> MERGED = List.of("bin", "sbin", "lib", "lib32", "lib64", "libx32");

    @Override
    public CommandSpec spec() {
        return Syntax.command("owner", "Find the package that a file comes from.")
                .description("Looks into the newest generation first. What no package there has is looked up in the"
                        + " archive's lists of files, which are large and fetched when they are first needed.")
                .argument("PATH", "The file, as on the machine.")
                .option(Profiles.OPTION, "NAME", Profiles.DESCRIPTION)
                .example("jos package owner /usr/bin/vi", "Find out where vi comes from.")
                .withJson();
    }

    @Override
    public int run(Invocation invocation) throws IOException, CommandProblem {
        String path = merged(invocation.argument(0).orElseThrow());
        Session session = invocation.session();
        Optional<Generation> generation = Profiles.choose(invocation).latest();
        List<String> owners = generation.isPresent() ? owners(session, generation.get(), path) : List.of();
        if (owners.isEmpty()) {
            owners = new FileLists(Libraries.of(session).archive(), session.progress()).owners("/" + path);
            generation.ifPresent(each -> invocation
                    .console()
                    .note("No package of generation " + each.number() + " holds `/" + path + "`; this is what the"
                            + " archive says."));
        }
        if (invocation.json()) {
            JsonArray array = new JsonArray();
            owners.forEach(array::add);
            invocation.console().print(array);
        } else {
            owners.forEach(invocation.console()::print);
        }
        if (owners.isEmpty() && !invocation.json()) {
            throw new CommandProblem(
                    ExitCode.NOT_FOUND,
                    "no-owner",
                    "No package of the archive holds `/" + path + "`.",
                    "Check the path: files that are made on the machine belong to no package.");
        }
        return owners.isEmpty() ? ExitCode.NOT_FOUND.status() : ExitCode.OK.status();
    }

    private static List<String> owners(Session session, Generation generation, String path) throws IOException {
        Store store = Libraries.of(session).store();
        byte[] json = Files.readAllBytes(
                session.root().system(generation.system().toString()).resolve(SystemGeneration.MANIFEST));
        List<String> owners = new ArrayList<>();
        for (PackageReference each : GenerationManifest.parse(json).packages()) {
            if (store.tree(new TreeId(each.tree())).entry(path).isPresent()) {
                owners.add(each.name());
            }
        }
        return owners;
    }

    private static String merged(String written) {
        String path = written.replaceAll("^/+", "").replaceAll("/+$", "");
        int slash = path.indexOf('/');
        String top = slash < 0 ? path : path.substring(0, slash);
        return MERGED.contains(top) ? "usr/" + path : path;
    }
}
