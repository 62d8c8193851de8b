package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import dev.jos.packages.archive.NearestNames;
import dev.jos.packages.source.KeptBuilds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import picocli.CommandLine.Model.CommandSpec;

/// `jos builds …`: builds from source that failed and were kept.
final class Builds {

    private static final String NAME = "BUILD";
    private static final String NAME_DESCRIPTION = "A build that was kept, as `jos builds list` names it.";

    private Builds() {}

    /// `jos builds list`
    static final class ListKept implements CliCommand {

        @Override
        public CommandSpec spec() {
            return Syntax.command("list", "List the builds that `jos build --keep` kept because they failed.")
                    .example("jos builds list", "Show their names and directories.")
                    .withJson();
        }

        @Override
        public int run(Invocation invocation) throws IOException {
            SortedMap<String, Path> kept =
                    Libraries.of(invocation.session()).keptBuilds().all();
            if (invocation.json()) {
                JsonArray array = new JsonArray();
                for (Map.Entry<String, Path> each : kept.entrySet()) {
                    JsonObject one = new JsonObject();
                    one.addProperty("build", each.getKey());
                    one.addProperty("directory", each.getValue().toString());
                    array.add(one);
                }
                invocation.console().print(array);
            } else if (kept.isEmpty()) {
                invocation.console().note("No build is kept. `jos build --keep` keeps those that fail.");
            } else {
                kept.forEach((name, directory) -> invocation.console().print(name + "  " + directory));
            }
            return 0;
        }
    }

    /// `jos builds shell`
    static final class Shell implements CliCommand {

        @Override
        public CommandSpec spec() {
            return Syntax.command("shell", "Open a shell in a build that failed and was kept.")
                    .description("The shell sees just what the build saw: its hierarchy, no network, no other file of"
                            + " this machine. `dpkg-buildpackage -B -us -uc` there goes on with the build.")
                    .argument(NAME, NAME_DESCRIPTION)
                    .example("jos builds shell less-1f0c2a", "Look at what the build of less left.")
                    .build();
        }

        @Override
        public int run(Invocation invocation) throws IOException, CommandProblem {
            KeptBuilds builds = Libraries.of(invocation.session()).keptBuilds();
            return builds.shell(kept(invocation, builds));
        }
    }

    /// `jos builds delete`
    static final class Delete implements CliCommand {

        @Override
        public CommandSpec spec() {
            return Syntax.command("delete", "Remove the directory of a build that was kept.")
                    .argument(NAME, NAME_DESCRIPTION)
                    .example("jos builds delete less-1f0c2a", "Remove what the build of less left.")
                    .build();
        }

        @Override
        public int run(Invocation invocation) throws IOException, CommandProblem {
            KeptBuilds builds = Libraries.of(invocation.session()).keptBuilds();
            builds.discard(kept(invocation, builds));
            return 0;
        }
    }

    private static Path kept(Invocation invocation, KeptBuilds builds) throws IOException, CommandProblem {
        String name = invocation.argument(0).orElseThrow();
        SortedMap<String, Path> kept = builds.all();
        Path directory = kept.get(name);
        if (directory == null) {
            throw new CommandProblem(
                    ExitCode.NOT_FOUND,
                    "no-such-build",
                    "No build `" + name + "` is kept.",
                    DidYouMean.or(
                            "Run `jos builds list` to see all.", NearestNames.among(name, kept.keySet().stream())));
        }
        return directory;
    }
}
