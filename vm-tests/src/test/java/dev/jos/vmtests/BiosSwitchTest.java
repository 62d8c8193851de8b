package dev.jos.vmtests;

import dev.jos.iso.disk.Firmware;
import org.junit.jupiter.api.Tag;

/// The same with a BIOS and GRUB.
@Tag("heavy")
@MachineTest(
        config = SwitchSmoke.MACHINE,
        with = {
            "force.boot.loader.systemd-boot.enable = false",
            "boot.loader.grub.enable = true",
            "boot.kernel.params += no_timer_check"
        },
        firmware = Firmware.BIOS,
        also = {SwitchSmoke.SECOND, SwitchSmoke.UNBOOTABLE},
        memory = 1536)
class BiosSwitchTest extends SwitchSmoke {}
