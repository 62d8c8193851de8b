package dev.jos.cli.command;

import dev.jos.activator.Generation;
import dev.jos.activator.Generations;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import dev.jos.system.SystemGeneration;
import dev.jos.system.SystemId;
import dev.jos.system.Systems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/// `jos switch`, `jos test` and `jos boot`
final class Switch implements CliCommand {

    static final String DRY_RUN = "--dry-run";
    static final String CONFIRM = "--confirm-within";
    private static final String NO_DEFAULT = "--no-boot-default";
    private static final String SYSTEM = "--system";

    private final SwitchMode mode;

    Switch(SwitchMode mode) {
        this.mode = mode;
    }

    @Override
    public CommandSpec spec() {
        return switch (mode) {
            case SWITCH, SWITCH_ONLY ->
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

    @Override
    public int run(Invocation invocation) throws IOException, CommandProblem {
        boolean dry = invocation.flag(DRY_RUN);
        LiveSession machine = new LiveSession(invocation.session());
        machine.running();
        if (!dry) {
            machine.requireRoot("jos " + invocation.arguments().commandSpec().name());
        }
        SwitchMode wanted = mode == SwitchMode.SWITCH && invocation.flag(NO_DEFAULT) ? SwitchMode.SWITCH_ONLY : mode;
        var change = new SystemSwitch(invocation, wanted, confirmWithin(invocation));
        Optional<String> id = invocation.value(SYSTEM);
        if (id.isPresent()) {
            SystemGeneration system = inStore(id.get(), invocation.session());
            return dry ? change.show(system) : change.run(system, () -> register(system, "", invocation));
        }
        MachineFile file = MachineFile.load(invocation, MachinePath.only(invocation));
        Libraries libraries = new Libraries(invocation.session(), Archives.of(file.definition()));
        MachineBuild build = MachineBuild.run(file, libraries, invocation.session());
        Build.printRemarks(build.remarks(), invocation.console());
        return dry ? change.show(build.system()) : change.run(build.system(), build::generation);
    }

    private static Generation register(SystemGeneration system, String configuration, Invocation invocation)
            throws IOException {
        return new Generations(
                        invocation.session().root(),
                        Profiles.INSTALLED,
                        invocation.session().files())
                .register(system.id(), Instant.now(), configuration);
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

    static Optional<Duration> confirmWithin(Invocation invocation) throws CommandProblem {
        Optional<String> written = invocation.value(CONFIRM);
        return written.isEmpty() ? Optional.empty() : Optional.of(DurationArgument.parse(CONFIRM, written.get()));
    }
}
