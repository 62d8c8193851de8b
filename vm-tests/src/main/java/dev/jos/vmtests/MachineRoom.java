package dev.jos.vmtests;

import dev.jos.host.EthernetHub;
import dev.jos.iso.GuestResult;
import dev.jos.iso.MachineSettings;
import dev.jos.iso.NetworkCard;
import dev.jos.iso.VirtualMachine;
import dev.jos.packages.Architecture;
import dev.jos.packages.tools.ToolSet;
import dev.jos.system.SystemGeneration;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The machines of a test class, and the networks between them.
final class MachineRoom implements Closeable {

    private static final Duration FORMAT_LIMIT = Duration.ofMinutes(10);

    private final TestBench bench;
    private final String test;
    private final Map<String, RunningMachine> machines = new LinkedHashMap<>();
    private final Map<String, EthernetHub> networks = new LinkedHashMap<>();

    /// A machine as tests see it, and what has to be closed of it.
    private record RunningMachine(Machine machine, VirtualMachine hardware) {}

    MachineRoom(TestBench bench, String test) {
        this.bench = bench;
        this.test = test;
    }

    /// The machines, in their order.
    Collection<Machine> machines() {
        return machines.values().stream().map(RunningMachine::machine).toList();
    }

    /// The machines by their names.
    Map<String, RunningSystem> byName() {
        Map<String, RunningSystem> all = new LinkedHashMap<>();
        machines.forEach((name, each) -> all.put(name, each.machine()));
        return all;
    }

    /// Builds the machine that `said` describes, and its disks. It is off.
    void add(MachineTest said) throws IOException {
        if (machines.containsKey(said.name())) {
            throw new IllegalArgumentException("Two machines of " + test + " are called `" + said.name() + "`");
        }
        String name = said.name().isEmpty() ? test : test + "-" + said.name();
        Path configuration = bench.copyOf(said.config(), name, said.with());
        SystemGeneration system = bench.build(configuration);
        bench.machines().delete(name);
        MachineSettings settings = settings(said, system);
        if (!settings.disks().isEmpty()) {
            format(name, system, settings, configuration.resolveSibling(said.format()));
            settings = settings.withRoot(MachineSettings.Root.CONFIGURED);
        }
        VirtualMachine hardware = bench.machines().prepare(name, system, settings);
        Machine machine = new Machine(
                hardware,
                bench.tools().sandbox(ToolSet.SSH),
                configuration.resolveSibling("."),
                said.passphrase(),
                bench.pictures(name));
        machines.put(said.name(), new RunningMachine(machine, hardware));
    }

    private MachineSettings settings(MachineTest said, SystemGeneration system) throws IOException {
        MachineSettings usual = MachineSettings.of(
                Architecture.parse(system.manifest().architecture()).orElseThrow());
        List<NetworkCard> cards = new ArrayList<>(said.outside() ? usual.cards() : List.of());
        for (MachineTest.Cable cable : said.cables()) {
            cards.add(new NetworkCard.Inside(network(cable.to()), cable.mac()));
        }
        return usual.withMemoryMiB(said.memory())
                .withCards(cards)
                .withDisks(IntStream.of(said.disks())
                        .mapToObj(mebibytes -> (long) mebibytes << 20)
                        .toList())
                .withDisplay(said.screen() ? MachineSettings.Display.HIDDEN : MachineSettings.Display.NONE);
    }

    private EthernetHub network(String name) throws IOException {
        EthernetHub network = networks.get(name);
        if (network == null) {
            network = EthernetHub.open();
            networks.put(name, network);
        }
        return network;
    }

    private void format(String name, SystemGeneration system, MachineSettings settings, Path script)
            throws IOException {
        try (VirtualMachine hardware = bench.machines().prepare(name, system, settings)) {
            hardware.boot();
            GuestResult result = hardware.run(Files.readString(script), FORMAT_LIMIT);
            if (!result.succeeded()) {
                throw new IOException("`" + script.getFileName() + "` failed:\n" + result.output() + result.errors());
            }
            hardware.powerOff(FORMAT_LIMIT);
        }
    }

    /// Switches everything off.
    @Override
    public void close() throws IOException {
        for (RunningMachine each : machines.values()) {
            each.hardware().close();
        }
        for (EthernetHub each : networks.values()) {
            each.close();
        }
    }
}
