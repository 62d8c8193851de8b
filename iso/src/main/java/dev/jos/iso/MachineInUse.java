package dev.jos.iso;

import java.io.IOException;

/// Somebody else runs this virtual machine, or changes its disk.
public final class MachineInUse extends IOException {

    private final String name;

    MachineInUse(String name) {
        super("The virtual machine `" + name + "` is in use");
        this.name = name;
    }

    public String name() {
        return name;
    }
}
