package dev.jos.modules;

import java.util.OptionalInt;

/// A swap device or file, as in fstab(5); without `priority` the kernel chooses one.
public record SwapDevice(String device, OptionalInt priority) {}
