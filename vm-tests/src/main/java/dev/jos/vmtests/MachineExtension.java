package dev.jos.vmtests;

import dev.jos.iso.GuestResult;
import dev.jos.iso.MachineSettings;
import dev.jos.iso.VirtualMachine;
import dev.jos.packages.Architecture;
import dev.jos.packages.tools.ToolSet;
import dev.jos.system.SystemGeneration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// Boots the machine of a [MachineTest] class.
final class MachineExtension extends SystemExtension {

    private static final Duration FORMAT_LIMIT = Duration.ofMinutes(10);

    @Override
    Class<Machine> kind() {
        return Machine.class;
    }

    @Override
    Started start(Class<?> test, TestBench bench) throws IOException {
        MachineTest annotation = test.getAnnotation(MachineTest.class);
        Path configuration = bench.copyOf(annotation.config(), test.getSimpleName(), annotation.with());
        SystemGeneration system = bench.build(configuration);
        String name = test.getSimpleName();
        bench.machines().delete(name);
        Architecture architecture =
                Architecture.parse(system.manifest().architecture()).orElseThrow();
        MachineSettings settings = MachineSettings.of(architecture)
                .withMemoryMiB(annotation.memory())
                .withDisks(disks(annotation));
        if (!settings.disks().isEmpty()) {
            format(bench, name, system, settings, configuration.resolveSibling(annotation.format()));
            settings = settings.withRoot(MachineSettings.Root.CONFIGURED);
        }
        VirtualMachine hardware = bench.machines().prepare(name, system, settings);
        Machine machine = new Machine(
                hardware,
                bench.tools().sandbox(ToolSet.SSH),
                configuration.resolveSibling("."),
                annotation.passphrase());
        try {
            machine.boot();
        } catch (AssertionError e) {
            hardware.close();
            throw e;
        }
        return new Started(machine, hardware::close);
    }

    private static List<Long> disks(MachineTest annotation) {
        return IntStream.of(annotation.disks())
                .mapToObj(mebibytes -> (long) mebibytes << 20)
                .toList();
    }

    private static void format(
            TestBench bench, String name, SystemGeneration system, MachineSettings settings, Path script)
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
}
