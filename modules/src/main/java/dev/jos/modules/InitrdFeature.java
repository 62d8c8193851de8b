package dev.jos.modules;

/// What an initrd can do when asked to, beyond mounting a root from a plain device.
public enum InitrdFeature {
    /// Activates volume groups of LVM.
    LVM,
    /// Assembles arrays of Linux software RAID.
    RAID
}
