package dev.jos.cli.command;

import dev.jos.activator.Generation;
import dev.jos.activator.Generations;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import dev.jos.system.SystemGeneration;
import dev.jos.system.SystemId;
import dev.jos.system.Systems;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `jos rollback`
final class Rollback implements CliCommand {

    @Override
    public CommandSpec spec() {
        return Syntax.command("rollback", "Go back to an earlier generation.")
                .description("Makes it what the machine runs and boots, by the same steps and with the same checks as"
                        + " `jos switch`. Without a number, it is the generation before the one that runs.")
                .optionalArgument("NUMBER", "The generation to go to.")
                .option(Switch.CONFIRM, "TIME", "Go back again unless `jos confirm` is run in this time.")
                .flag(Switch.DRY_RUN, "Only say what would happen.")
                .example("sudo jos rollback", "Take back the last switch.")
                .example("sudo jos rollback 12", "Go to generation 12.")
                .withJson();
    }

    @Override
    public int run(Invocation invocation) throws IOException, CommandProblem {
        LiveSession machine = new LiveSession(invocation.session());
        SystemId running = machine.running().id();
        boolean dry = invocation.flag(Switch.DRY_RUN);
        if (!dry) {
            machine.requireRoot("jos rollback");
        }
        Generations generations = new Generations(
                invocation.session().root(),
                Profiles.INSTALLED,
                invocation.session().files());
        Generation wanted = invocation.argument(0).isPresent()
                ? Profiles.generation(generations, invocation.argument(0))
                : before(generations.list(), machine.journal().ran(), running);
        SystemGeneration system = Systems.find(invocation.session().root(), wanted.system())
                .orElseThrow(() -> new CommandProblem(
                        ExitCode.DAMAGED,
                        "generation-lost",
                        "The system of generation " + wanted.number() + " is no longer in the store.",
                        "Build its configuration again, or choose another generation: `jos generations list`."));
        var change = new SystemSwitch(invocation, SwitchMode.SWITCH, Switch.confirmWithin(invocation));
        return dry ? change.show(system) : change.run(system, () -> wanted);
    }

    /// That of the last system that ran before; where nothing is known of that, the last one that is older than the one
    /// that runs.
    private static Generation before(List<Generation> all, List<SystemId> ran, SystemId running) throws CommandProblem {
        for (SystemId system : ran.reversed()) {
            Optional<Generation> number =
                    all.stream().filter(each -> each.system().equals(system)).reduce((_, last) -> last);
            if (!system.equals(running) && number.isPresent()) {
                return number.get();
            }
        }
        Optional<Generation> now = all.stream()
                .filter(each -> each.system().equals(running))
                .max(Comparator.comparingInt(Generation::number));
        return all.stream()
                .filter(each -> now.isEmpty() || each.number() < now.get().number())
                .filter(each -> !each.system().equals(running))
                .max(Comparator.comparingInt(Generation::number))
                .orElseThrow(() -> new CommandProblem(
                        ExitCode.NOT_FOUND,
                        "nothing-before",
                        "There is no generation before the one that runs.",
                        "Run `jos generations list` to see all."));
    }
}
