package dev.jos.vmtests;

import dev.jos.iso.disk.Firmware;
import org.junit.jupiter.api.Tag;

/// The same on ARM with UEFI and systemd-boot.
@Tag("heavy")
@MachineTest(
        config = SwitchSmoke.MACHINE,
        with = {"force.system.architecture = arm64", "force.boot.console = [ttyAMA0]"},
        firmware = Firmware.UEFI,
        also = {SwitchSmoke.SECOND, SwitchSmoke.UNBOOTABLE},
        memory = 1536)
class ArmSwitchTest extends SwitchSmoke {}
