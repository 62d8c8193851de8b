package dev.jos.vmtests;

import java.io.IOException;

/// Boots the machines of a [MachineTest] class, all of them together.
final class MachineExtension extends SystemExtension {

    @Override
    Class<Machine> kind() {
        return Machine.class;
    }

    @Override
    Started start(Class<?> test, TestBench bench) throws IOException {
        MachineRoom room = new MachineRoom(bench, test.getSimpleName());
        try {
            for (MachineTest machine : test.getAnnotationsByType(MachineTest.class)) {
                room.add(machine);
            }
            room.machines().forEach(Machine::switchOn);
            room.machines().forEach(Machine::waitUntilUp);
            return new Started(room.byName(), room);
        } catch (IOException | RuntimeException | AssertionError e) {
            room.close();
            throw e;
        }
    }
}
