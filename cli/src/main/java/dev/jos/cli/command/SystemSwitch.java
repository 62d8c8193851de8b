package dev.jos.cli.command;

import com.google.gson.JsonObject;
import dev.jos.activator.Generation;
import dev.jos.activator.plan.SwitchPlan;
import dev.jos.activator.switching.Intent;
import dev.jos.activator.switching.Recovery;
import dev.jos.activator.switching.Recovery.Finding;
import dev.jos.activator.switching.SwitchWorker;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import dev.jos.host.Background;
import dev.jos.host.InterProcessLock;
import dev.jos.system.SystemDamage;
import dev.jos.system.SystemGeneration;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One switch of this machine to a system that is in the store: checked, planned, shown, and handed to
/// `jos-switch.service`.
final class SystemSwitch {

    private static final List<String> PASSED_ON = List.of("NO_COLOR", "TERM", "LC_ALL", "SSH_CONNECTION");

    private final Invocation invocation;
    private final LiveSession machine;
    private final SwitchMode mode;
    private final Optional<Duration> confirmWithin;

    SystemSwitch(Invocation invocation, SwitchMode mode, Optional<Duration> confirmWithin) {
        this.invocation = invocation;
        this.machine = new LiveSession(invocation.session());
        this.mode = mode;
        this.confirmWithin = confirmWithin;
    }

    /// Gives a system its number once nothing speaks against the switch any more.
    @FunctionalInterface
    interface Numbering {
        Generation number() throws IOException;
    }

    /// Only says what would happen.
    int show(SystemGeneration target) throws IOException, CommandProblem {
        SwitchPlan plan = plan(machine.running(), target);
        if (invocation.json()) {
            invocation.console().print(PlanJson.of(plan));
        } else {
            print(plan);
        }
        return 0;
    }

    int run(SystemGeneration target, Numbering numbering) throws IOException, CommandProblem {
        try (InterProcessLock _ = InterProcessLock.tryExclusive(
                        machine.journal().lock())
                .orElseThrow(() -> busy("Another `jos switch` is at work."))) {
            Finding finding = machine.recovery().look();
            if (finding instanceof Finding.GoesOn(Intent intent)) {
                throw busy("A switch to generation " + intent.number() + " is under way.");
            }
            Recover.recover(machine, finding, invocation);
            return carryOut(target, numbering);
        }
    }

    private static CommandProblem busy(String sentence) {
        return new CommandProblem(
                ExitCode.FAILURE,
                "switch-under-way",
                sentence,
                "Wait for it: `journalctl -f -u jos-switch` shows what it does.");
    }

    /// Plans, and checks the system meanwhile.
    private SwitchPlan plan(SystemGeneration running, SystemGeneration target) throws IOException, CommandProblem {
        checkArchitecture(target, running);
        try (Background background = Background.unlimited()) {
            Background.Result<List<SystemDamage>> damages = background.start(() -> damages(target));
            Background.Result<LiveSession.Planned> planned = background.start(() -> machine.plan(running, target));
            checkDamages(target, damages.get());
            return planned.get().plan();
        }
    }

    private List<SystemDamage> damages(SystemGeneration target) throws IOException {
        return Libraries.of(invocation.session()).inspection().verify(target);
    }

    /// Refuses before anything changes.
    private void checkArchitecture(SystemGeneration target, SystemGeneration running) throws CommandProblem {
        String wanted = target.manifest().architecture();
        String here = running.manifest().architecture();
        if (!wanted.equals(here)) {
            throw new CommandProblem(
                    ExitCode.CONFIGURATION,
                    "other-architecture",
                    "The system is for " + wanted + ", and this machine is " + here + ".",
                    "Set `system.architecture = " + here + "`.");
        }
    }

    private void checkServiceManager() throws CommandProblem {
        if (mode.runs() && !machine.hasServiceManager()) {
            throw new CommandProblem(
                    ExitCode.FAILURE,
                    "no-service-manager",
                    "systemd does not run here, so nothing can be switched.",
                    "Use `jos build` to build the system, or `--dry-run` to see what would change.");
        }
    }

    private static void checkDamages(SystemGeneration target, List<SystemDamage> damages) throws CommandProblem {
        if (!damages.isEmpty()) {
            throw new CommandProblem(
                    ExitCode.DAMAGED,
                    "damaged-system",
                    "The system " + target.id() + " is damaged: "
                            + damages.getFirst().path() + " is "
                            + PlanJson.word(damages.getFirst().fault()) + ".",
                    "Run `jos store repair`, which fetches again what is damaged.");
        }
    }

    private int carryOut(SystemGeneration target, Numbering numbering) throws IOException, CommandProblem {
        SystemGeneration running = machine.running();
        checkArchitecture(target, running);
        checkServiceManager();
        checkDamages(target, damages(target));
        Generation generation = numbering.number();
        if (mode.isOffered()) {
            Set<Integer> dropped = machine.boot().offer(running, generation);
            if (!dropped.isEmpty()) {
                invocation
                        .console()
                        .note(("note: The boot partition has no room for all generations; the menu lacks " + dropped
                                + ". They stay in the store."));
            }
        }
        return mode.runs() ? runNow(running, target, generation) : bootNext(target, generation);
    }

    private int bootNext(SystemGeneration target, Generation generation) throws IOException {
        machine.boot().choose(target, generation);
        if (invocation.json()) {
            JsonObject json = GenerationsList.json(generation);
            json.addProperty("outcome", "booted-next");
            invocation.console().print(json);
        } else {
            invocation.console().print("Generation " + generation.number() + " runs from the next boot on.");
        }
        return 0;
    }

    private int runNow(SystemGeneration running, SystemGeneration target, Generation generation)
            throws IOException, CommandProblem {
        machine.journal()
                .write(new Intent(
                        running.id(),
                        target.id(),
                        generation.profile(),
                        generation.number(),
                        Recovery.bootId(machine.layout()),
                        Intent.Phase.PREPARED,
                        confirmWithin,
                        mode.boots(),
                        Map.of()));
        Session session = invocation.session();
        return new SwitchWorker(
                        session.machine().processes(),
                        machine.program(),
                        machine.layout(),
                        machine.journal(),
                        session.files())
                .run(arguments("activate"), arguments("recover"), environment(session));
    }

    private void print(SwitchPlan plan) {
        PlanText.of(plan, invocation.console().outputStyle()).forEach(invocation.console()::print);
    }

    private List<String> arguments(String command) {
        List<String> arguments = new ArrayList<>(
                List.of(command, Syntax.ROOT, invocation.session().root().toString()));
        if (invocation.json()) {
            arguments.add(Syntax.JSON);
        }
        return arguments;
    }

    private static Map<String, String> environment(Session session) {
        Map<String, String> environment = new HashMap<>();
        for (String name : PASSED_ON) {
            String value = session.environment().get(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        environment.putIfAbsent("LC_ALL", "C.UTF-8");
        return environment;
    }
}
