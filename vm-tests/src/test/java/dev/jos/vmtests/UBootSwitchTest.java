package dev.jos.vmtests;

import dev.jos.iso.disk.Firmware;
import org.junit.jupiter.api.Tag;

/// The same on a board with U-Boot, which does not count attempts.
@Tag("heavy")
@MachineTest(
        config = SwitchSmoke.MACHINE,
        with = {
            "force.system.architecture = arm64",
            "force.boot.console = [ttyAMA0]",
            "force.boot.loader.systemd-boot.enable = false",
            "boot.loader.extlinux.enable = true"
        },
        firmware = Firmware.U_BOOT,
        also = {SwitchSmoke.SECOND, SwitchSmoke.UNBOOTABLE},
        memory = 1536)
class UBootSwitchTest extends SwitchSmoke {

    @Override
    boolean counts() {
        return false;
    }
}
