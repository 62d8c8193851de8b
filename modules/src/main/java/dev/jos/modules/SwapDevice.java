package dev.jos.modules;

import java.util.List;

/// A swap device or file, as in fstab(5).
///
/// @param options such as `pri=5`; without that the kernel chooses the priority
public record SwapDevice(String device, List<String> options) {

    public SwapDevice {
        options = List.copyOf(options);
    }
}
