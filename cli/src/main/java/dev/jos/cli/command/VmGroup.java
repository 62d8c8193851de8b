package dev.jos.cli.command;

import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import dev.jos.host.EthernetHub;
import dev.jos.iso.MachineSettings;
import dev.jos.iso.NetworkCard;
import dev.jos.iso.VirtualMachine;
import dev.jos.iso.VirtualMachines;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;

/// `jos vm --test`: machines with a network between them, and a prompt.
final class VmGroup {

    /// The network is the second card of each machine.
    private static final int CARDS = 2;

    private final Invocation invocation;
    private final VmOptions options;

    VmGroup(Invocation invocation, VmOptions options) {
        this.invocation = invocation;
        this.options = options;
    }

    int run() throws IOException, CommandProblem {
        Deque<VirtualMachine> toClose = new ArrayDeque<>();
        try (EthernetHub hub = EthernetHub.open()) {
            try {
                var machines = new TreeMap<String, VmPrompt.TestMachine>();
                for (MachineFile file : files()) {
                    VirtualMachine hardware = prepare(file, hub, machines.size() + 1);
                    toClose.push(hardware);
                    boolean vnc = options.display() == MachineSettings.Display.VNC;
                    machines.put(file.profile(), new VmPrompt.TestMachine(hardware, CARDS, vnc));
                }
                for (VirtualMachine hardware : toClose) {
                    hardware.boot();
                }
                boolean prompting = invocation.session().systemCalls().isTerminal(0);
                return new VmPrompt(machines, invocation.session(), prompting).carryOut(System.in);
            } finally {
                for (VirtualMachine hardware : toClose) {
                    hardware.close();
                }
            }
        }
    }

    /// The configurations, each of which describes another machine.
    private List<MachineFile> files() throws CommandProblem {
        List<MachineFile> files = new ArrayList<>();
        List<String> names = invocation.positionals();
        if (names.isEmpty()) {
            files.add(MachineFile.load(invocation, MachinePath.here(invocation.session())));
        }
        for (String name : names) {
            MachineFile file = MachineFile.load(invocation, MachinePath.named(invocation.session(), name));
            if (files.stream().anyMatch(each -> each.profile().equals(file.profile()))) {
                throw new CommandProblem(
                        ExitCode.CONFIGURATION,
                        "two-machines-of-one-name",
                        "Two of the machines are called `" + file.profile() + "`.",
                        "Give each another `system.hostname`.");
            }
            files.add(file);
        }
        return files;
    }

    private VirtualMachine prepare(MachineFile file, EthernetHub hub, int number) throws IOException, CommandProblem {
        Vm.requireBootable(file, options);
        Libraries libraries = new Libraries(invocation.session(), Archives.of(file.definition()));
        MachineBuild build = MachineBuild.run(file, libraries, invocation.session());
        Build.printRemarks(build.remarks(), invocation.console());
        MachineSettings usual = Vm.settings(file, options);
        List<NetworkCard> cards = new ArrayList<>(usual.cards());
        cards.add(new NetworkCard.Inside(hub, "52:54:00:00:00:%02x".formatted(number)));
        VirtualMachines machines = libraries.virtualMachines();
        return Vm.machine(invocation, options, machines, file, build, usual.withCards(cards));
    }
}
