package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@MachineTest(config = "examples/minimal/machine.conf")
class MinimalMachineTest {

    @Test
    void it_boots_with_no_failed_unit(Machine machine) {
        machine.waitForUnit("multi-user.target");

        assertThat(machine.succeed("systemctl list-units --failed --plain --no-legend"))
                .isEmpty();
    }

    @Test
    void all_that_it_runs_is_healthy(Machine machine) {
        machine.waitForUnit("multi-user.target");

        machine.checkHealth();
    }

    @Test
    void the_declared_user_logs_in_with_the_declared_key(Machine machine) {
        assertThat(machine.ssh("alice", "test-key", "id -un; hostname")).isEqualTo("""
                        alice
                        minimal
                        """);
    }

    @Test
    void nobody_else_logs_in_with_that_key(Machine machine) {
        machine.waitForOpenPort(22);

        assertThat(machine.succeed("sshd -T")).contains("permitrootlogin no");
    }

    @Test
    void it_has_the_declared_name_time_zone_user_and_programs(Machine machine) {
        assertThat(machine.succeed("hostname")).isEqualTo("minimal\n");
        assertThat(machine.succeed("timedatectl show -p Timezone --value")).isEqualTo("Europe/Berlin\n");
        assertThat(machine.succeed("id alice")).startsWith("uid=1000(alice)").contains("(sudo)");
        assertThat(machine.succeed("vim --version")).startsWith("VIM - Vi IMproved");
    }

    @Test
    void the_package_database_tells_the_truth(Machine machine) {
        assertThat(machine.succeed("dpkg -S /usr/bin/vim.basic")).startsWith("vim: ");
        assertThat(machine.succeed("dpkg-query -W -f '${Status}' openssh-server"))
                .isEqualTo("install ok installed");
        assertThat(machine.succeed("dpkg-query -W -f '${Package} ${Provides}\\n'"))
                .contains("jos-provided linux-initramfs-tool\n")
                .doesNotContain("initramfs-tools");
    }

    @Test
    void the_system_cannot_be_written_to(Machine machine) {
        machine.fail("touch /usr/bin/something");
        machine.fail("touch /jos/something");
    }

    @Test
    void var_home_and_etc_survive_a_reboot(Machine machine) {
        machine.waitForUnit("multi-user.target");
        machine.succeed("echo kept > /var/lib/kept; echo mine > /home/alice/mine; echo local > /etc/local");
        String identity = machine.succeed("cat /etc/machine-id");

        machine.reboot();

        assertThat(machine.succeed("cat /var/lib/kept /home/alice/mine /etc/local"))
                .isEqualTo("""
                        kept
                        mine
                        local
                        """);
        assertThat(machine.succeed("cat /etc/machine-id")).isEqualTo(identity).hasSize(33);
        machine.waitForUnit("multi-user.target");
        assertThat(machine.succeed("systemctl list-units --failed --plain --no-legend"))
                .isEmpty();
    }

    @Test
    void a_power_cut_keeps_what_was_flushed_and_a_clean_file_system(Machine machine) {
        machine.waitForUnit("multi-user.target");
        machine.succeed("echo flushed > /var/lib/flushed; sync");
        machine.start("while :; do dd if=/dev/urandom of=/var/lib/noise bs=64k count=64; done");
        machine.waitUntilSucceeds("test -s /var/lib/noise");

        machine.cutPower();
        machine.boot();

        machine.waitForUnit("multi-user.target");
        assertThat(machine.succeed("cat /var/lib/flushed")).isEqualTo("flushed\n");
        assertThat(machine.succeed("dmesg")).doesNotContain("EXT4-fs error");
        assertThat(machine.succeed("systemctl list-units --failed --plain --no-legend"))
                .isEmpty();
    }
}
