package dev.jos.iso;

import java.util.List;

/// What executes a guest's instructions.
enum Accelerator {
    /// The processor, through the kernel.
    KVM("-accel", "kvm", "-cpu", "host"),
    /// QEMU's translator, one host thread per virtual processor.
    TCG("-accel", "tcg,thread=multi", "-cpu", "max");

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> arguments;

    Accelerator(String... arguments) {
        this.arguments = List.of(arguments);
    }

    List<String> arguments() {
        return arguments;
    }
}
