package dev.jos.cli.command;

import dev.jos.activator.Generation;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import dev.jos.packages.archive.NearestNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `jos interface graph`
final class InterfaceGraph implements CliCommand {

    private static final String OUTPUT = "--output";

    @Override
    public CommandSpec spec() {
        return Syntax.command("graph", "Draw which packages are bound to which, as SVG.")
                .description(
                        "Without a package, the whole generation; with one, what it is bound to and who to it. In a"
                                + " browser, moving over a package shows the libraries it uses.")
                .optionalArgument(PackageWish.LABEL, "Draw this package and its neighbours only.")
                .option("-o", OUTPUT, "FILE", "Where to write it (default: the standard output).")
                .option(BoundGeneration.OPTION, "NUMBER", BoundGeneration.DESCRIPTION)
                .option(Profiles.OPTION, "NAME", Profiles.DESCRIPTION)
                .example("jos interface graph -o bindings.svg", "Draw the newest generation.")
                .example("jos interface graph libssl3t64 -o ssl.svg", "Draw who uses OpenSSL.")
                .build();
    }

    @Override
    public int run(Invocation invocation) throws IOException, CommandProblem {
        BoundGeneration bound = BoundGeneration.choose(invocation);
        Generation generation = bound.generation();
        BindingGraph graph = BindingGraph.of(bound.layer());
        Optional<String> name = invocation.argument(0);
        if (name.isPresent() && !graph.needs().containsKey(name.get())) {
            throw unbound(name.get(), graph, generation);
        }
        String title = "Generation " + generation.number() + " of " + generation.profile();
        String svg = name.isPresent()
                ? new BindingPicture(graph.around(name.get()), name.get() + " in " + title.toLowerCase(Locale.ROOT))
                        .svg()
                : new BindingPicture(graph, title).svg();
        Optional<String> output = invocation.value(OUTPUT);
        if (output.isPresent()) {
            Path file = invocation.session().path(output.get());
            invocation.session().files().write(file, svg.getBytes(StandardCharsets.UTF_8));
            invocation.console().print("Wrote " + output.get() + ".");
        } else {
            invocation.console().print(svg.stripTrailing());
        }
        return 0;
    }

    private static CommandProblem unbound(String name, BindingGraph graph, Generation generation) {
        List<String> near = NearestNames.among(name, graph.needs().keySet().stream());
        return new CommandProblem(
                ExitCode.NOT_FOUND,
                "not-bound",
                "Generation " + generation.number() + " of `" + generation.profile() + "` has no package `" + name
                        + "` that is bound to others.",
                DidYouMean.or("Run `jos interface list` to see what provides interfaces.", near));
    }
}
