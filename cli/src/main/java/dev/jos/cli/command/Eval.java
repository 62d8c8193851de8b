package dev.jos.cli.command;

import dev.jos.cli.error.CommandProblem;
import dev.jos.config.Data;
import dev.jos.config.format.HoconText;
import dev.jos.modules.machine.Machine;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `jos eval`
final class Eval implements CliCommand {

    @Override
    public CommandSpec spec() {
        return Syntax.command("eval", "Print the final values of a configuration's options.")
                .description(
                        "Values are merged from all files and modules, with defaults in the place of what nobody defines,"
                                + " and printed as HOCON; a single text, number or choice is printed as it is.")
                .optionalArgument(MachinePath.LABEL, MachinePath.DESCRIPTION)
                .optionalArgument(OptionLookup.LABEL, "An option, a part of one, or a group; by default everything.")
                .example("jos eval machine.conf services.nginx", "Print what nginx is told.")
                .example("jos eval system.hostname", "Print the name of the machine that ./machine.conf describes.")
                .withJson();
    }

    @Override
    public int run(Invocation invocation) throws CommandProblem {
        OptionLookup lookup = OptionLookup.of(invocation);
        Machine machine = MachineFile.load(invocation, lookup.machine()).machine();
        Optional<Data> found = machine.configuration().find(lookup.path());
        if (found.isEmpty()) {
            throw lookup.missing(machine);
        }
        if (invocation.json()) {
            invocation.console().print(DataJson.of(found.get()));
        } else {
            invocation.console().out().print(text(found.get()));
        }
        return 0;
    }

    private static String text(Data data) {
        return data instanceof Data.Table table ? HoconText.of(table) : data.text() + "\n";
    }
}
