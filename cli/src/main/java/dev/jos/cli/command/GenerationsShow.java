package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jos.activator.Generation;
import dev.jos.activator.Generations;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.terminal.Amounts;
import dev.jos.cli.terminal.Console;
import dev.jos.system.GenerationManifest;
import dev.jos.system.PackageReference;
import dev.jos.system.SystemGeneration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/// `jos generations show`
final class GenerationsShow implements CliCommand {

    @Override
    public CommandSpec spec() {
        return Syntax.command("show", "Show what one generation is made of.")
                .optionalArgument("NUMBER", "Which one (default: the newest).")
                .option(Profiles.OPTION, "NAME", Profiles.DESCRIPTION)
                .flag("--packages", "List its packages too.")
                .example("jos generations show", "Show the newest generation.")
                .example("jos generations show 3 --packages", "Show number 3 with all its packages.")
                .withJson();
    }

    @Override
    public int run(Invocation invocation) throws IOException, CommandProblem {
        Generations generations = Profiles.choose(invocation);
        Generation generation = Profiles.generation(generations, invocation.argument(0));
        Path file = invocation
                .session()
                .root()
                .system(generation.system().toString())
                .resolve(SystemGeneration.MANIFEST);
        GenerationManifest manifest = GenerationManifest.parse(Files.readAllBytes(file));
        if (invocation.json()) {
            invocation.console().print(json(generation, manifest));
        } else {
            print(generation, manifest, invocation.flag("--packages"), invocation.console());
        }
        return 0;
    }

    private static void print(Generation generation, GenerationManifest manifest, boolean packages, Console console) {
        console.print("Generation " + generation.number() + " of " + generation.profile());
        console.print("  created        " + generation.created());
        console.print("  configuration  " + generation.configuration());
        console.print("  system         " + generation.system());
        console.print("  host name      " + manifest.hostName());
        console.print("  architecture   " + manifest.architecture());
        manifest.kernel()
                .ifPresentOrElse(
                        kernel -> {
                            console.print("  kernel         " + kernel.release());
                            console.print("  command line   " + kernel.commandLine());
                            console.print("  initrd         "
                                    + Amounts.bytes(kernel.initrd().size()));
                        },
                        () -> console.print("  kernel         that of the container's host"));
        console.print("  image          " + Amounts.bytes(manifest.viewImage().size()));
        console.print("  packages       " + manifest.packages().size());
        if (packages) {
            for (PackageReference each : manifest.packages()) {
                console.print("    " + each.name() + " " + each.version() + " " + each.architecture());
            }
        }
    }

    private static JsonObject json(Generation generation, GenerationManifest manifest) {
        JsonObject json = GenerationsList.json(generation);
        json.addProperty("hostName", manifest.hostName());
        json.addProperty("architecture", manifest.architecture());
        json.addProperty("imageBytes", manifest.viewImage().size());
        manifest.kernel().ifPresent(kernel -> {
            json.addProperty("kernelRelease", kernel.release());
            json.addProperty("commandLine", kernel.commandLine());
            json.addProperty("initrdBytes", kernel.initrd().size());
        });
        JsonArray packages = new JsonArray();
        for (PackageReference each : manifest.packages()) {
            JsonObject entry = new JsonObject();
            entry.addProperty("name", each.name());
            entry.addProperty("version", each.version());
            entry.addProperty("architecture", each.architecture());
            packages.add(entry);
        }
        json.add("packages", packages);
        return json;
    }
}
