package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@MachineTest(
        config = "examples/laptop/machine.conf",
        with = "after.packages.install = [fdisk]", // for format.sh
        disks = {4096},
        format = "format.sh",
        passphrase = "correct horse")
class LaptopMachineTest {

    @Test
    void it_boots_from_its_encrypted_disk_with_no_failed_unit_and_is_healthy(Machine machine) {
        machine.waitForUnit("multi-user.target");

        assertThat(machine.succeed("systemctl list-units --failed --plain --no-legend"))
                .isEmpty();
        assertThat(machine.succeed("findmnt -n -o SOURCE /home")).isEqualTo("/dev/mapper/system[/@home]\n");
        machine.succeed("/usr/lib/jos/health");
    }

    @Test
    void the_passphrase_is_typed_in_the_declared_keyboard_layout(Machine machine) {
        // In the layout of the kernel, the key with the code 21 is `y`; with the German one, `z`.
        assertThat(machine.succeed("dumpkeys -C /dev/tty1 | grep -m1 '^keycode  21 ='"))
                .contains("+z");
    }

    @Test
    void its_wireless_daemon_and_its_firmware_are_there(Machine machine) {
        machine.waitForUnit("iwd.service");

        machine.succeed("ls /usr/lib/firmware/iwlwifi-*");
        machine.succeed("ls /usr/lib/firmware/intel-ucode/06-8e-0a*");
    }

    @Test
    void it_swaps_to_compressed_memory(Machine machine) {
        machine.waitForUnit("dev-zram0.swap");

        assertThat(machine.succeed("swapon --noheadings --raw --show=NAME,PRIO"))
                .isEqualTo("/dev/zram0 100\n");
    }

    @Test
    void dates_are_german_and_messages_english(Machine machine) {
        assertThat(machine.succeed(
                        "set -a; unset LC_ALL; . /etc/locale.conf; date -d 2026-03-01 +%A; locale -k LC_MESSAGES"))
                .startsWith("Sonntag\n")
                .contains("yesstr=\"yes\"");
    }
}
