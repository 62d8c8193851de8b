package dev.jos.iso;

import java.io.IOException;

/// A virtual machine did not do what was asked of it.
public final class MachineFailure extends IOException {

    private final String console;

    /// @param problem one sentence
    /// @param console the end of the serial console's log
    public MachineFailure(String problem, String console) {
        super(console.isBlank() ? problem : problem + "\nThe serial console ends with:\n" + console.indent(4));
        this.console = console;
    }

    /// The end of what the machine said on its serial console.
    public String console() {
        return console;
    }
}
