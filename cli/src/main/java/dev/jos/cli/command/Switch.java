package dev.jos.cli.command;

import com.google.gson.JsonObject;
import dev.jos.activator.Generation;
import dev.jos.activator.Generations;
import dev.jos.activator.plan.SwitchPlan;
import dev.jos.activator.plan.SwitchPlanner.Side;
import dev.jos.activator.switching.Intent;
import dev.jos.activator.switching.Recovery;
import dev.jos.activator.switching.Recovery.Finding;
import dev.jos.activator.switching.SwitchWorker;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import dev.jos.host.InterProcessLock;
import dev.jos.host.OwnProgram;
import dev.jos.system.SystemDamage;
import dev.jos.system.SystemGeneration;
import dev.jos.system.SystemId;
import dev.jos.system.Systems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/// `jos switch`, `jos test` and `jos boot`
final class Switch implements CliCommand {

    private static final String DRY_RUN = "--dry-run";
    private static final String CONFIRM = "--confirm-within";
    private static final String NO_DEFAULT = "--no-boot-default";
    private static final String SYSTEM = "--system";

    private final SwitchMode mode;

    Switch(SwitchMode mode) {
        this.mode = mode;
    }

    @Override
    public CommandSpec spec() {
        return switch (mode) {
            case SWITCH ->
                common("switch", "Build a configuration, and make it what this machine runs and boots.")
                        .flag(NO_DEFAULT, "Go on booting what the machine boots now.")
                        .example("sudo jos switch", "Bring this machine to what its configuration says.")
                        .example("jos switch --dry-run", "Only say what would happen.")
                        .example(
                                "sudo jos switch --confirm-within 60s",
                                "Go back by itself unless `jos confirm` is run within a minute.")
                        .withJson();
            case TEST ->
                common("test", "Build a configuration, and run it until the next boot.")
                        .example("sudo jos test", "Try the configuration; a reboot leads back.")
                        .withJson();
            case BOOT ->
                common("boot", "Build a configuration, and boot it from the next time on.")
                        .example("sudo jos boot", "Change nothing now.")
                        .withJson();
        };
    }

    private static Syntax common(String name, String summary) {
        return Syntax.command(name, summary)
                .description(
                        "The change is atomic: whatever happens, the machine runs the old system or the new one,"
                                + " complete. Units whose files, programs or libraries differ are restarted, and no others."
                                + " When a unit or a health check fails, the old system comes back by itself.",
                        "It is carried out by a unit of its own, jos-switch.service, and so outlives the terminal.")
                .optionalArgument(MachinePath.LABEL, MachinePath.DESCRIPTION)
                .option(SYSTEM, "ID", "Take a system that is in the store already; the beginning of its id is enough.")
                .option(CONFIRM, "TIME", "Go back unless `jos confirm` is run in this time, such as `60s`.")
                .flag(DRY_RUN, "Only say what would happen.");
    }

    /// What to switch to.
    record Target(SystemGeneration system, String configuration) {}

    @Override
    public int run(Invocation invocation) throws IOException, CommandProblem {
        LiveSession machine = new LiveSession(invocation.session());
        SystemGeneration running = machine.running();
        boolean dry = invocation.flag(DRY_RUN);
        if (!dry) {
            machine.requireRoot("jos " + invocation.arguments().commandSpec().name());
        }
        Target target = target(invocation);
        check(machine, target.system(), running, invocation);
        if (dry) {
            print(machine.plan(machine.side(running), machine.side(target.system())), invocation);
            return 0;
        }
        try (InterProcessLock _ = InterProcessLock.tryExclusive(
                        machine.journal().lock())
                .orElseThrow(() -> busy("Another `jos switch` is at work."))) {
            Finding finding = machine.recovery().look();
            if (finding instanceof Finding.GoesOn(Intent intent)) {
                throw busy("A switch to generation " + intent.number() + " is under way.");
            }
            Recover.recover(machine, finding, invocation);
            return carryOut(machine, target, invocation);
        }
    }

    private static CommandProblem busy(String sentence) {
        return new CommandProblem(
                ExitCode.FAILURE,
                "switch-under-way",
                sentence,
                "Wait for it: `journalctl -f -u jos-switch` shows what it does.");
    }

    private Target target(Invocation invocation) throws IOException, CommandProblem {
        Optional<String> id = invocation.value(SYSTEM);
        if (id.isPresent()) {
            return new Target(inStore(id.get(), invocation.session()), "");
        }
        MachineFile file = MachineFile.load(invocation, MachinePath.only(invocation));
        Libraries libraries = new Libraries(invocation.session(), Archives.of(file.definition()));
        MachineBuild build = MachineBuild.run(file, libraries, invocation.session());
        Build.printRemarks(build.remarks(), invocation.console());
        return new Target(build.system(), file.path().written().toString());
    }

    private static SystemGeneration inStore(String beginning, Session session) throws IOException, CommandProblem {
        List<SystemId> found = new ArrayList<>();
        if (Files.isDirectory(session.root().systems())) {
            try (Stream<Path> all = Files.list(session.root().systems())) {
                all.map(path -> String.valueOf(path.getFileName()))
                        .filter(name -> name.matches("[0-9a-f]{64}") && name.startsWith(beginning))
                        .map(SystemId::parse)
                        .forEach(found::add);
            }
        }
        if (found.size() != 1) {
            throw new CommandProblem(
                    ExitCode.NOT_FOUND,
                    "no-such-system",
                    found.isEmpty()
                            ? "There is no system `" + beginning + "` in the store."
                            : "There are " + found.size() + " systems that begin with `" + beginning + "`.",
                    "Run `jos generations list` to see those of this machine.");
        }
        return Systems.find(session.root(), found.getFirst()).orElseThrow();
    }

    /// Refuses before anything changes.
    static void check(LiveSession machine, SystemGeneration target, SystemGeneration running, Invocation invocation)
            throws IOException, CommandProblem {
        if (!target.manifest().architecture().equals(running.manifest().architecture())) {
            throw new CommandProblem(
                    ExitCode.CONFIGURATION,
                    "other-architecture",
                    "The system is for " + target.manifest().architecture() + ", and this machine is "
                            + running.manifest().architecture() + ".",
                    "Set `system.architecture = " + running.manifest().architecture() + "`.");
        }
        List<SystemDamage> damages =
                Libraries.of(invocation.session()).inspection().verify(target);
        if (!damages.isEmpty()) {
            throw new CommandProblem(
                    ExitCode.DAMAGED,
                    "damaged-system",
                    "The system " + target.id() + " is damaged: "
                            + damages.getFirst().path() + " is "
                            + PlanJson.word(damages.getFirst().fault()) + ".",
                    "Run `jos store repair`, which fetches again what is damaged.");
        }
        if (!machine.hasServiceManager()) {
            throw new CommandProblem(
                    ExitCode.FAILURE,
                    "no-service-manager",
                    "systemd does not run here, so nothing can be switched.",
                    "Use `jos build` for a system, or `jos boot` for what to boot the next time.");
        }
    }

    private int carryOut(LiveSession machine, Target target, Invocation invocation) throws IOException, CommandProblem {
        Session session = invocation.session();
        SystemGeneration running = machine.running();
        Side from = machine.side(running);
        Side to = machine.side(target.system());
        SwitchPlan plan = machine.plan(from, to);
        if (!invocation.json()) {
            PlanText.of(plan, invocation.console().outputStyle()).forEach(invocation.console()::print);
        }
        Generation generation = new Generations(session.root(), "system", session.files())
                .register(target.system().id(), Instant.now(), target.configuration());
        if (plan.isEmpty()) {
            if (invocation.json()) {
                JsonObject json = PlanJson.of(plan);
                json.addProperty("generation", generation.number());
                json.addProperty("outcome", "unchanged");
                invocation.console().print(json);
            }
            return 0;
        }
        machine.journal()
                .write(new Intent(
                        running.id(),
                        target.system().id(),
                        generation.profile(),
                        generation.number(),
                        Recovery.bootId(machine.layout()),
                        Intent.Phase.PREPARED,
                        confirmWithin(invocation),
                        mode.boots() && !(mode == SwitchMode.SWITCH && invocation.flag(NO_DEFAULT)),
                        Map.of()));
        return new SwitchWorker(session.processes(), OwnProgram.words(), machine.journal())
                .run(arguments(invocation, "activate"), arguments(invocation, "recover"), environment(session));
    }

    private static List<String> arguments(Invocation invocation, String command) {
        List<String> arguments = new ArrayList<>(
                List.of(command, Syntax.ROOT, invocation.session().root().toString()));
        if (invocation.json() && command.equals("activate")) {
            arguments.add(Syntax.JSON);
        }
        return arguments;
    }

    private static Map<String, String> environment(Session session) {
        Map<String, String> environment = new HashMap<>();
        for (String name : List.of("NO_COLOR", "TERM", "LC_ALL", "SSH_CONNECTION")) {
            String value = session.environment().get(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        environment.putIfAbsent("LC_ALL", "C.UTF-8");
        return environment;
    }

    private static Optional<Duration> confirmWithin(Invocation invocation) throws CommandProblem {
        Optional<String> written = invocation.value(CONFIRM);
        return written.isEmpty() ? Optional.empty() : Optional.of(DurationArgument.parse(CONFIRM, written.get()));
    }

    private static void print(SwitchPlan plan, Invocation invocation) {
        if (invocation.json()) {
            invocation.console().print(PlanJson.of(plan));
        } else {
            PlanText.of(plan, invocation.console().outputStyle()).forEach(invocation.console()::print);
        }
    }
}
