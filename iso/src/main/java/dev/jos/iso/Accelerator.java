package dev.jos.iso;

import dev.jos.packages.Architecture;
import java.util.List;

/// What executes a guest's instructions.
enum Accelerator {
    /// The processor, through the kernel.
    KVM,
    /// QEMU's translator, one host thread per virtual processor.
    TCG;

    /// Tell kernels and libraries to fill and copy with instructions that real processors do in blocks, and that are
    /// emulated byte by byte. A boot without them takes a tenth less.
    private static final String FAST_STRINGS = "erms=off,fsrm=off,fzrm=off,fsrs=off,fsrc=off";

    /// The arguments of QEMU that choose it and the processor it shows to the guest.
    List<String> arguments(Architecture architecture) {
        return switch (this) {
            case KVM -> List.of("-accel", "kvm", "-cpu", "host");
            case TCG -> List.of("-accel", "tcg,thread=multi", "-cpu", emulated(architecture));
        };
    }

    /// Everything that can be emulated, but what makes guests slow. Virtual machines inside an emulated machine are
    /// of no use, and guests that load `kvm_amd` for them were seen to hang.
    private static String emulated(Architecture architecture) {
        return switch (architecture) {
            case AMD64 -> "max,svm=off," + FAST_STRINGS;
            case ARM64 -> "max";
        };
    }
}
