package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import dev.jos.cli.terminal.Console;
import dev.jos.iso.GuestResult;
import dev.jos.iso.MachineSettings;
import dev.jos.iso.VirtualMachine;
import dev.jos.iso.VirtualMachines;
import dev.jos.iso.disk.DiskContents;
import dev.jos.iso.disk.DiskSettings;
import dev.jos.iso.disk.Firmware;
import dev.jos.modules.SystemDefinition;
import dev.jos.packages.Architecture;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `jos vm`
final class Vm implements CliCommand {

    private static final int SSH = 22;
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(15);
    private static final Duration POWER_OFF = Duration.ofMinutes(3);
    private static final Duration FOR_EVER = Duration.ofDays(3650);

    @Override
    public CommandSpec spec() {
        return Syntax.command("vm", "Build a configuration and boot it in a virtual machine.")
                .description(
                        "The terminal becomes the machine's serial console; Ctrl-A X ends the machine. Its disk is kept, so"
                                + " /var, /home and changes in /etc are there again next time. SSH and HTTP are forwarded to"
                                + " free ports of 127.0.0.1.",
                        "With --run the machine boots without a console, runs each command as root, prints what it prints,"
                                + " and powers off. The exit status is that of the first command that failed; 124 means that"
                                + " it ran out of time.",
                        "With --test, or several configurations, a prompt takes commands for the machines, which have a network"
                                + " between them as their second card; hardware addresses count from 52:54:00:00:00:01 in the"
                                + " order of the configurations.",
                        "With --firmware the machine boots from a disk of its own as an installer leaves it, through the boot"
                                + " loader of its configuration. The disk stays as it is when the configuration changes;"
                                + " --fresh begins with a new one.")
                .arguments(MachinePath.LABEL, MachinePath.DESCRIPTION)
                .repeatable(
                        VmOptions.RUN, "COMMAND", "Run this in the machine as root, then power off; may be repeated.")
                .flag(VmOptions.HEADLESS, "Do not show the console; wait until the machine is off.")
                .option(
                        VmOptions.SCREENSHOT,
                        "FILE",
                        "Give the machine a screen, and write a picture of it in the format PNG after the commands.")
                .flag(VmOptions.VNC, "Give the machine a screen, shown by VNC on a free port of 127.0.0.1.")
                .option(VmOptions.MEMORY, "SIZE", "Memory, like 512M or 2G (default: 1G).")
                .option(VmOptions.TIMEOUT, "TIME", "Give up after this long, like 90s or 5m (default with --run: 15m).")
                .option(VmOptions.FIRMWARE, "FIRMWARE", "Boot from the machine's own disk by uefi, bios or u-boot.")
                .flag(VmOptions.TEST, "Ask for what to do with the machine or machines, and do it.")
                .flag("--fresh", "Begin with an empty disk: forget /var, /home and changes in /etc.")
                .example("jos vm examples/minimal/machine.conf", "Boot the smallest example and log in.")
                .example(
                        "jos vm web.conf --run 'systemctl is-system-running --wait' --run 'curl -s localhost'",
                        "Boot, run two commands, power off.")
                .example("jos vm examples/desktop --memory 2G --vnc", "Boot a desktop and look at it with a viewer.")
                .example("jos vm router.conf client.conf", "Boot two machines with a network between them.")
                .withJson();
    }

    @Override
    public int run(Invocation invocation) throws IOException, CommandProblem {
        VmOptions options = VmOptions.of(invocation);
        if (options.test()) {
            return new VmGroup(invocation, options).run();
        }
        MachineFile file = MachineFile.load(invocation, MachinePath.only(invocation));
        requireBootable(file, options);
        Session session = invocation.session();
        Libraries libraries = new Libraries(session, Archives.of(file.definition()));
        MachineBuild build = MachineBuild.run(file, libraries, session);
        Build.printRemarks(build.remarks(), invocation.console());
        boolean console = options.commands().isEmpty()
                && !invocation.flag(VmOptions.HEADLESS)
                && session.systemCalls().isTerminal(0);
        MachineSettings settings = settings(file, options)
                .withConsole(console ? MachineSettings.Console.TERMINAL : MachineSettings.Console.LOG);
        VirtualMachines machines = libraries.virtualMachines();
        try (VirtualMachine machine = machine(invocation, options, machines, file, build, settings)) {
            machine.boot();
            if (options.display() == MachineSettings.Display.VNC) {
                invocation.console().note("VNC: 127.0.0.1, port " + machine.vncPort());
            }
            if (!options.commands().isEmpty()) {
                return runCommands(machine, options, invocation);
            }
            invocation
                    .console()
                    .note("SSH: ssh -p " + machine.hostPort(SSH) + " 127.0.0.1"
                            + (console ? "" : ". Log: " + machine.serialLog().file()));
            return machine.awaitEnd(options.timeout().orElse(FOR_EVER)).status();
        }
    }

    /// The hardware of the machine, with its console in the log.
    static MachineSettings settings(MachineFile file, VmOptions options) {
        return MachineSettings.of(architecture(file.definition()))
                .withMemoryMiB(options.memoryMiB())
                .withDisplay(options.display());
    }

    /// The machine, off.
    static VirtualMachine machine(
            Invocation invocation,
            VmOptions options,
            VirtualMachines machines,
            MachineFile file,
            MachineBuild build,
            MachineSettings settings)
            throws IOException {
        String name = options.firmware().isPresent() ? file.profile() + ".installed" : file.profile();
        if (invocation.flag("--fresh")) {
            machines.delete(name);
        }
        if (options.firmware().isEmpty()) {
            return machines.prepare(name, build.system(), settings);
        }
        DiskContents contents = new DiskContents(
                build.system(), List.of(), file.path().written().toString());
        return machines.install(
                name, contents, DiskSettings.of(options.firmware().get()), settings);
    }

    static void requireBootable(MachineFile file, VmOptions options) throws CommandProblem {
        requireKernel(file);
        Optional<Firmware> firmware = options.firmware();
        if (firmware.isPresent()
                && (!firmware.get().suits(architecture(file.definition()))
                        || !firmware.get().starts(file.definition().loader()))) {
            throw new CommandProblem(
                    ExitCode.CONFIGURATION,
                    "no-boot-loader",
                    "`" + file.path().written() + "` enables no boot loader for machines with this firmware.",
                    "Enable one below `boot.loader`, or leave `--firmware` out.");
        }
    }

    private static void requireKernel(MachineFile file) throws CommandProblem {
        if (file.definition().kernelPackage().isEmpty()) {
            throw new CommandProblem(
                    ExitCode.CONFIGURATION,
                    "no-kernel",
                    "`" + file.path().written() + "` describes a container, which has no kernel to boot.",
                    "Remove `boot.container` from it, or make an image of it with `jos image`.");
        }
    }

    private static int runCommands(VirtualMachine machine, VmOptions options, Invocation invocation)
            throws IOException {
        Duration timeout = options.timeout().orElse(DEFAULT_TIMEOUT);
        Instant deadline = Instant.now().plus(timeout);
        machine.awaitShell(timeout);
        JsonArray results = new JsonArray();
        int status = 0;
        for (String command : options.commands()) {
            GuestResult result = machine.run(command, atLeastOneSecond(Duration.between(Instant.now(), deadline)));
            if (invocation.json()) {
                results.add(json(command, result));
            } else {
                print(result, invocation.console());
            }
            status = result.status();
            if (status != 0) {
                break;
            }
        }
        if (options.screenshot().isPresent()) {
            machine.screenshot(options.screenshot().get());
        }
        machine.powerOff(POWER_OFF);
        if (invocation.json()) {
            invocation.console().print(results);
        }
        return status;
    }

    private static void print(GuestResult result, Console console) {
        console.out().print(result.output());
        console.out().flush();
        console.err().print(result.errors());
        console.err().flush();
    }

    private static JsonObject json(String command, GuestResult result) {
        JsonObject json = new JsonObject();
        json.addProperty("command", command);
        json.addProperty("status", result.status());
        json.addProperty("output", result.output());
        json.addProperty("errors", result.errors());
        return json;
    }

    private static Duration atLeastOneSecond(Duration time) {
        return time.toSeconds() < 1 ? Duration.ofSeconds(1) : time;
    }

    private static Architecture architecture(SystemDefinition definition) {
        return Architecture.parse(definition.architecture().debianName()).orElseThrow();
    }
}
