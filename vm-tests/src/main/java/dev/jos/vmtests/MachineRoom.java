package dev.jos.vmtests;

import dev.jos.host.EthernetHub;
import dev.jos.iso.GuestResult;
import dev.jos.iso.MachineSettings;
import dev.jos.iso.NetworkCard;
import dev.jos.iso.VirtualMachine;
import dev.jos.iso.disk.DiskContents;
import dev.jos.iso.disk.DiskSettings;
import dev.jos.packages.Architecture;
import dev.jos.system.SystemGeneration;
import dev.jos.system.SystemId;
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
        bench.emptyWorkingDirectory(name);
        MachineSettings settings = settings(said, system);
        Map<String, SystemGeneration> systems = new LinkedHashMap<>();
        systems.put(said.config(), system);
        for (String other : said.also()) {
            systems.put(other, bench.build(bench.copyOf(other, name + "-" + systems.size(), said.with())));
        }
        VirtualMachine hardware = said.firmware().length == 0
                ? direct(name, said, system, settings, configuration)
                : installed(name, said, List.copyOf(systems.values()), settings);
        Map<String, SystemId> ids = new LinkedHashMap<>();
        systems.forEach((config, each) -> ids.put(config, each.id()));
        Machine machine = new Machine(
                hardware,
                said,
                configuration.resolveSibling("."),
                ids,
                bench.tools(),
                bench.pictures(name),
                new OtherDisks(bench, name, system, said, settings));
        machines.put(said.name(), new RunningMachine(machine, hardware));
    }

    private VirtualMachine direct(
            String name, MachineTest said, SystemGeneration system, MachineSettings settings, Path configuration)
            throws IOException {
        if (settings.disks().isEmpty()) {
            return bench.machines().prepare(name, system, settings);
        }
        format(name, system, settings, configuration.resolveSibling(said.format()));
        return bench.machines().prepare(name, system, settings.withRoot(MachineSettings.Root.CONFIGURED));
    }

    private VirtualMachine installed(
            String name, MachineTest said, List<SystemGeneration> systems, MachineSettings settings)
            throws IOException {
        DiskSettings disk =
                DiskSettings.of(said.firmware()[0]).withSizeMiB(said.disk()).withBootMiB(said.boot());
        DiskContents contents =
                new DiskContents(systems.getFirst(), systems.subList(1, systems.size()), "/etc/jos/machine.conf");
        return bench.machines().install(name, contents, disk, settings);
    }

    /// Whether each test begins with the machines as they were when they had booted.
    boolean forks() {
        return machines.values().stream().anyMatch(each -> each.machine().said().fork());
    }

    /// Keeps the state of all machines at one moment, once nothing is being started any more.
    void snapshot(String name) throws IOException {
        for (Machine machine : machines()) {
            machine.waitUntilSucceeds("systemctl is-system-running --wait | grep -Eqx 'running|degraded'");
        }
        for (RunningMachine each : machines.values()) {
            each.hardware().pause();
        }
        for (RunningMachine each : machines.values()) {
            each.hardware().save(name);
        }
        resume();
    }

    /// Has all machines go on from that moment.
    void restore(String name) throws IOException {
        for (RunningMachine each : machines.values()) {
            each.hardware().load(name);
        }
        resume();
    }

    private void resume() throws IOException {
        for (RunningMachine each : machines.values()) {
            each.hardware().resume();
        }
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
                .withRecording(said.record())
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
