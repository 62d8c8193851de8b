package dev.jos.cli.command;

import com.google.gson.JsonArray;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import dev.jos.cli.terminal.Console;
import dev.jos.cli.terminal.Table;
import dev.jos.config.Configuration;
import dev.jos.config.Data;
import dev.jos.config.Explanation;
import dev.jos.modules.machine.Machine;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `jos why`
final class Why implements CliCommand {

    @Override
    public CommandSpec spec() {
        return Syntax.command("why", "Explain where a value comes from, and what it leads to.")
                .description(
                        "Shows what files and modules say about an option: what counts, what loses and why, with places,"
                                + " priorities, order and conditions; the options it was computed from and those computed"
                                + " from it; and which modules read it, with what they put into the system.",
                        "For a group, or without an option, lists everything that somebody says something about.",
                        "For a package of the machine, as it was last built: the shortest way to it from one that was"
                                + " asked for, with the symbols that each takes from the next.",
                        "What can be explained is explained even if the configuration has errors; they are shown too, and"
                                + " the exit status is 3.")
                .optionalArgument(MachinePath.LABEL, MachinePath.DESCRIPTION)
                .optionalArgument(OptionLookup.LABEL, "An option, a part of one, a group, or a package.")
                .example("jos why machine.conf networking.firewall.enable", "Explain one value.")
                .example("jos why services", "List what ./machine.conf says about services, and where.")
                .example("jos why liblzma5", "Explain why a package is part of the machine.")
                .withJson();
    }

    @Override
    public int run(Invocation invocation) throws IOException, CommandProblem {
        OptionLookup lookup = OptionLookup.of(invocation);
        MachineFile file = MachineFile.loadWithErrors(invocation, lookup.machine());
        Machine machine = file.machine();
        String path = lookup.path();
        Configuration configuration = machine.configuration();
        Optional<Explanation> found = path.isEmpty() ? Optional.empty() : configuration.explain(path);
        List<String> defined = found.isPresent() ? List.of() : configuration.defined(path);
        if (found.isPresent() && isExplained(found.get(), machine)) {
            explain(invocation, found.get(), machine);
        } else if (!defined.isEmpty() || path.isEmpty()) {
            list(
                    invocation,
                    defined.stream()
                            .flatMap(each -> configuration.explain(each).stream())
                            .toList(),
                    machine);
        } else if (!machine.hasErrors() && found.isEmpty() && WhyPackage.knows(path, file)) {
            WhyPackage.explain(path, file, invocation);
        } else if (!machine.hasErrors()
                && (found.isPresent() || configuration.find(path).isEmpty())) {
            throw lookup.missing(machine);
        } else if (!machine.hasErrors()) {
            list(invocation, List.of(), machine);
        }
        return (machine.hasErrors() ? ExitCode.CONFIGURATION : ExitCode.OK).status();
    }

    /// While there are errors, what nobody says may only be missing.
    private static boolean isExplained(Explanation explanation, Machine machine) {
        return !explanation.statements().isEmpty()
                || (!machine.hasErrors() && explanation.value().isPresent());
    }

    private static void explain(Invocation invocation, Explanation explanation, Machine machine) {
        Console console = invocation.console();
        if (invocation.json()) {
            console.print(WhyJson.of(explanation, machine.definition()));
        } else {
            new WhyText(console.outputStyle()).lines(explanation, machine).forEach(console::print);
        }
    }

    private static void list(Invocation invocation, List<Explanation> all, Machine machine) {
        Console console = invocation.console();
        if (invocation.json()) {
            JsonArray array = new JsonArray();
            all.forEach(each -> array.add(WhyJson.of(each, machine.definition())));
            console.print(array);
            return;
        }
        Table table = new Table("option", "value", "because of");
        for (Explanation each : all) {
            table.row(
                    each.path(),
                    WhyText.cut(each.value().map(Data::hocon).orElse("")),
                    each.isDefined() ? WhyText.source(each.statements().getFirst()) : "its default");
        }
        table.lines(console.outputStyle()).forEach(console::print);
    }
}
