package dev.jos.cli.command;

import com.google.gson.JsonObject;
import dev.jos.activator.Generation;
import dev.jos.activator.Generations;
import dev.jos.activator.plan.SwitchPlan;
import dev.jos.activator.switching.Activation;
import dev.jos.activator.switching.BootChoice;
import dev.jos.activator.switching.Intent;
import dev.jos.activator.switching.Outcome;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import dev.jos.host.Background;
import dev.jos.system.SystemGeneration;
import dev.jos.system.SystemId;
import dev.jos.system.Systems;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/// `jos activate`: what `jos switch` runs in a unit of its own.
final class Activate implements CliCommand {

    @Override
    public CommandSpec spec() {
        return Syntax.command("activate", "Carry out the switch that `jos switch` has prepared.")
                .withJson();
    }

    @Override
    public int run(Invocation invocation) throws IOException, CommandProblem {
        LiveSession machine = new LiveSession(invocation.session());
        Intent intent = machine.journal()
                .read()
                .orElseThrow(() -> new CommandProblem(
                        ExitCode.NOT_FOUND, "no-intent", "There is no switch to carry out.", "Run `jos switch`."));
        Activation activation = machine.activation(new SwitchWords(invocation.console()));
        try (Background background = Background.unlimited()) {
            Background.Result<Set<String>> ill = background.start(activation::illNow);
            LiveSession.Planned planned =
                    machine.plan(system(invocation, intent.from()), system(invocation, intent.to()));
            if (!invocation.json()) {
                PlanText.of(planned.plan(), invocation.console().outputStyle()).forEach(invocation.console()::print);
            }
            BootChoice choice = choice(machine, intent, planned, invocation);
            if (planned.plan().isEmpty()) {
                choice.chooseNew();
                machine.recovery().forget();
                return tellUnchanged(planned.plan(), intent, invocation);
            }
            Outcome outcome =
                    activation.carryOut(intent, planned.plan(), planned.from(), planned.to(), ill.get(), choice);
            if (outcome instanceof Outcome.TakenBack) {
                machine.boot().withdraw(planned.from().system(), intent.number());
            }
            return tell(outcome, planned.plan(), intent, invocation);
        }
    }

    private static BootChoice choice(
            LiveSession machine, Intent intent, LiveSession.Planned planned, Invocation invocation) throws IOException {
        Session session = invocation.session();
        Generation generation = new Generations(session.root(), intent.profile(), session.files())
                .find(intent.number())
                .orElseThrow(() -> new IOException("generation " + intent.number() + " was deleted"));
        return intent.bootDefault() ? () -> machine.boot().choose(planned.to().system(), generation) : BootChoice.NONE;
    }

    private static int tellUnchanged(SwitchPlan plan, Intent intent, Invocation invocation) {
        if (invocation.json()) {
            JsonObject json = PlanJson.of(plan);
            json.addProperty("generation", intent.number());
            json.addProperty("outcome", "unchanged");
            invocation.console().print(json);
        }
        return ExitCode.OK.status();
    }

    static SystemGeneration system(Invocation invocation, SystemId id) throws IOException {
        return Systems.find(invocation.session().root(), id)
                .orElseThrow(() -> new NoSuchFileException(
                        invocation.session().root().system(id.toString()).toString()));
    }

    private static int tell(Outcome outcome, SwitchPlan plan, Intent intent, Invocation invocation) {
        JsonObject json = PlanJson.of(plan);
        json.addProperty("generation", intent.number());
        return switch (outcome) {
            case Outcome.Switched(var notices) -> {
                if (invocation.json()) {
                    json.addProperty("outcome", "switched");
                    json.add("notices", SwitchWords.json(notices));
                    invocation.console().print(json);
                } else {
                    invocation
                            .console()
                            .print(invocation.console().outputStyle().green("Switched") + " to generation "
                                    + intent.number() + " of " + intent.profile() + ".");
                }
                yield ExitCode.OK.status();
            }
            case Outcome.TakenBack(var why, var notices) -> {
                if (invocation.json()) {
                    json.addProperty("outcome", "taken-back");
                    json.add("problem", SwitchWords.json(why));
                    json.add("notices", SwitchWords.json(notices));
                    invocation.console().print(json);
                } else {
                    invocation
                            .console()
                            .note(invocation.console().errorStyle().red("error:") + " " + SwitchWords.sentence(why)
                                    + ". The system before runs again.");
                }
                yield ExitCode.TAKEN_BACK.status();
            }
        };
    }
}
