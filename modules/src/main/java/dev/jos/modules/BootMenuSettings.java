package dev.jos.modules;

/// What the boot loader's menu of a machine is like.
///
/// @param mountPoint where the partition is mounted that the loader reads
/// @param timeoutSeconds how long the menu is shown; 0 hides it
/// @param keep how many generations it offers, besides those that the machine cannot do without
/// @param counting whether a generation that does not come up is passed over after three attempts
public record BootMenuSettings(String mountPoint, int timeoutSeconds, int keep, boolean counting) {

    public static final BootMenuSettings USUAL = new BootMenuSettings("/boot", 3, 10, true);
}
