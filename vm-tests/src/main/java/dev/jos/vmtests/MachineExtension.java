package dev.jos.vmtests;

import dev.jos.iso.MachineSettings;
import dev.jos.iso.VirtualMachine;
import dev.jos.packages.Architecture;
import dev.jos.packages.tools.ToolSet;
import dev.jos.system.SystemGeneration;
import java.io.IOException;
import java.nio.file.Path;

/// Boots the machine of a [MachineTest] class.
final class MachineExtension extends SystemExtension {

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
        MachineSettings settings = MachineSettings.of(architecture).withMemoryMiB(annotation.memory());
        VirtualMachine hardware = bench.machines().prepare(name, system, settings);
        Machine machine = new Machine(hardware, bench.tools().sandbox(ToolSet.SSH), configuration.resolveSibling("."));
        try {
            machine.boot();
        } catch (AssertionError e) {
            hardware.close();
            throw e;
        }
        return new Started(machine, hardware::close);
    }
}
