package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@MachineTest(
        config = "vm-tests/src/test/machines/storage/machine.conf",
        disks = {4096, 512, 512, 256},
        format = "format.sh",
        passphrase = "correct horse")
class StorageMachineTest {

    @Test
    void it_boots_with_no_failed_unit_and_is_healthy(Machine machine) {
        machine.waitForUnit("multi-user.target");

        assertThat(machine.succeed("systemctl list-units --failed --plain --no-legend"))
                .isEmpty();
        machine.succeed("/usr/lib/jos/health");
    }

    @Test
    void the_root_is_a_subvolume_on_a_logical_volume_on_an_encrypted_partition(Machine machine) {
        assertThat(machine.succeed("findmnt -n -o FSTYPE,OPTIONS /"))
                .startsWith("btrfs ")
                .contains("subvol=/@")
                .contains("compress=zstd")
                .doesNotContain("/@var");
        assertThat(machine.succeed("lsblk -sn -o NAME,TYPE -r /dev/main/root")).isEqualTo("""
                        main-root lvm
                        system crypt
                        vdc1 part
                        vdc disk
                        """);
        assertThat(machine.succeed("cryptsetup luksDump /dev/vdc1"))
                .contains("Version:       \t2")
                .contains("argon2id");
    }

    @Test
    void what_the_system_needs_early_was_mounted_by_the_initrd_with_its_options(Machine machine) {
        assertThat(machine.succeed("findmnt -n -o OPTIONS /var"))
                .contains("rw,nodev,noatime")
                .contains("subvol=/@var");
        assertThat(machine.succeed("findmnt -n -o SOURCE,FSTYPE /srv")).matches("/dev/md[0-9/a-z]+ +xfs\n");
    }

    @Test
    void keys_open_what_nobody_types_a_passphrase_for(Machine machine) {
        machine.waitForUnit("local-fs.target");

        assertThat(machine.succeed("findmnt -n -o SOURCE /vault")).isEqualTo("/dev/mapper/vault\n");
        assertThat(machine.succeed("findmnt -n -o SOURCE,OPTIONS /archive"))
                .startsWith("/dev/mapper/archive ")
                .contains("nosuid");
    }

    @Test
    void file_systems_grow_with_their_devices(Machine machine) {
        machine.waitForUnit("local-fs.target");

        machine.waitUntilSucceeds("test $(df --output=size -m /vault | tail -1) -gt 30");
        machine.waitUntilSucceeds(
                "test $(btrfs filesystem usage -b / | awk '/Device size/ { print $3 }') -ge 3221225472");
    }

    @Test
    void everything_that_is_declared_swaps_in_the_declared_order(Machine machine) {
        machine.waitForUnit("swap.target");

        assertThat(machine.succeed("swapon --noheadings --raw --show=NAME,PRIO | sort -k2 -rn | cut -d' ' -f2"))
                .isEqualTo("50\n5\n3\n");
        assertThat(machine.succeed("swapon --noheadings --raw --show=NAME")).contains("/dev/zram0", "/var/swap");
        assertThat(machine.succeed("cat /sys/block/zram0/comp_algorithm")).contains("[zstd]");
        assertThat(machine.succeed("stat -c '%a %s' /var/swap")).isEqualTo("600 67108864\n");
    }

    @Test
    void a_wrong_passphrase_is_asked_for_again(Machine machine) {
        machine.shutdown();
        machine.switchOn();
        machine.waitForConsole("Passphrase for system: ");
        machine.type("battery staple");
        machine.waitForConsole("No key available with this passphrase.");

        machine.type("correct horse");

        machine.waitForShell();
        machine.waitForUnit("multi-user.target");
    }

    @Test
    void a_machine_starts_when_a_disk_of_an_array_is_gone(Machine machine) {
        machine.waitForUnit("multi-user.target");
        machine.succeed("echo kept >/srv/kept; umount /srv; mdadm --stop /dev/md/data; wipefs --quiet --all /dev/vde");

        machine.reboot();

        assertThat(machine.succeed("cat /srv/kept")).isEqualTo("kept\n");
        assertThat(machine.fail("/usr/lib/jos/raid-is-complete").output()).contains("[U_]");
        machine.succeed("mdadm --manage /dev/md/data --add /dev/vde");
        machine.waitUntilSucceeds("/usr/lib/jos/raid-is-complete");
    }
}
