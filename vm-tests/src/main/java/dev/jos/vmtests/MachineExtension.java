package dev.jos.vmtests;

import java.io.IOException;

/// Boots the machines of a [MachineTest] class, all of them together.
final class MachineExtension extends SystemExtension {

    private static final String BOOTED = "booted";

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
            boot(room);
            return new Started(room.byName(), room.forks() ? () -> fork(room) : () -> {}, room);
        } catch (IOException | RuntimeException | AssertionError e) {
            try (room) {
                throw FailureLogs.of(bench, test.getSimpleName(), "start").kept(room.byName(), e);
            }
        }
    }

    private static void fork(MachineRoom room) {
        RunningSystem.attempt(() -> room.restore(BOOTED));
    }

    private static void boot(MachineRoom room) throws IOException {
        room.machines().forEach(Machine::switchOn);
        room.machines().forEach(Machine::waitUntilUp);
        if (room.forks()) {
            room.snapshot(BOOTED);
        }
    }
}
