package dev.jos.cli.command;

import com.google.gson.JsonObject;
import dev.jos.activator.Generation;
import dev.jos.activator.Generations;
import dev.jos.activator.plan.SwitchPlanner;
import dev.jos.activator.switching.BootPartitionProblem;
import dev.jos.activator.switching.Recovery.Finding;
import dev.jos.bootloader.BootState;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.terminal.Console;
import dev.jos.system.SystemGeneration;
import dev.jos.system.SystemId;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;

/// `jos status`
final class Status implements CliCommand {

    private static final int SHORT_ID = 12;

    @Override
    public CommandSpec spec() {
        return Syntax.command("status", "Say what this machine runs and boots.")
                .description(
                        "Also whether a reboot is needed, a switch is under way or was interrupted, and a generation"
                                + " was given up because it did not come up.")
                .example("jos status", "Show it.")
                .withJson();
    }

    /// What there is to say.
    ///
    /// @param boot empty where there is no boot loader, or this user may not look at its partition
    private record Seen(
            SystemGeneration running,
            SystemGeneration booted,
            List<Generation> generations,
            Optional<BootState> boot,
            List<String> reboot,
            Finding last) {

        String name(SystemId system) {
            OptionalInt number = generations.stream()
                    .filter(each -> each.system().equals(system))
                    .mapToInt(Generation::number)
                    .max();
            String id = system.toString().substring(0, SHORT_ID);
            return number.isPresent() ? "generation " + number.getAsInt() + " (" + id + ")" : id;
        }
    }

    @Override
    public int run(Invocation invocation) throws IOException, CommandProblem {
        LiveSession machine = new LiveSession(invocation.session());
        SystemGeneration running = machine.running();
        SystemGeneration booted = machine.systems().booted().orElse(running);
        Seen seen = new Seen(
                running,
                booted,
                new Generations(
                                invocation.session().root(),
                                Profiles.INSTALLED,
                                invocation.session().files())
                        .list(),
                boot(machine, running),
                SwitchPlanner.reboot(booted, running),
                machine.recovery().look());
        if (invocation.json()) {
            invocation.console().print(json(seen));
        } else {
            print(seen, invocation.console());
        }
        return 0;
    }

    private static Optional<BootState> boot(LiveSession machine, SystemGeneration running) throws IOException {
        try {
            return machine.boot().state(running);
        } catch (BootPartitionProblem | AccessDeniedException _) {
            return Optional.empty();
        }
    }

    private static void print(Seen seen, Console console) {
        console.print("running  " + seen.name(seen.running().id()));
        console.print("booted   " + seen.name(seen.booted().id()));
        seen.boot().ifPresent(boot -> {
            boot.selected().ifPresent(number -> console.print("next     generation " + number));
            boot.offered().stream()
                    .filter(BootState.Offer::isUsedUp)
                    .forEach(offer -> console.print(console.outputStyle().yellow("given up") + " generation "
                            + offer.generation() + ": it did not come up"));
            boot.unreadable().forEach(name -> console.print("not read: the boot entry `" + name + "`"));
        });
        if (!seen.reboot().isEmpty()) {
            console.print(console.outputStyle().yellow("reboot needed") + " for: " + String.join(", ", seen.reboot()));
        }
        switch (seen.last()) {
            case Finding.Ended ended -> {
                // Nothing to say.
            }
            case Finding.GoesOn goesOn ->
                console.print("A switch to generation " + goesOn.intent().number() + " is under way.");
            case Finding.StartedAgain again -> interrupted(again.intent().number(), console);
            case Finding.NotBegun notBegun -> interrupted(notBegun.intent().number(), console);
            case Finding.Kept kept -> interrupted(kept.intent().number(), console);
            case Finding.Killed killed -> interrupted(killed.intent().number(), console);
        }
    }

    private static void interrupted(int number, Console console) {
        console.print("The switch to generation " + number + " was interrupted: run `sudo jos recover`.");
    }

    private static JsonObject json(Seen seen) {
        JsonObject json = new JsonObject();
        json.addProperty("running", seen.running().id().toString());
        json.addProperty("booted", seen.booted().id().toString());
        seen.boot()
                .flatMap(boot -> boot.selected().stream().boxed().findFirst())
                .ifPresent(number -> json.addProperty("next", number));
        json.add(
                "givenUp",
                PlanJson.strings(seen.boot().stream()
                        .flatMap(boot -> boot.offered().stream())
                        .filter(BootState.Offer::isUsedUp)
                        .map(offer -> Integer.toString(offer.generation()))
                        .toList()));
        json.addProperty("rebootNeeded", !seen.reboot().isEmpty());
        json.add("rebootFor", PlanJson.strings(seen.reboot()));
        json.addProperty("lastSwitch", PlanJson.word(seen.last()));
        return json;
    }
}
