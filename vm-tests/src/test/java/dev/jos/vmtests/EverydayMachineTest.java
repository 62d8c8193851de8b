package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@MachineTest(config = "vm-tests/src/test/machines/everyday/machine.conf")
class EverydayMachineTest {

    private static final String PASSWORD = "open sesame";

    @Test
    void it_boots_with_no_failed_unit_and_is_healthy(Machine machine) {
        machine.waitForUnit("multi-user.target");

        assertThat(machine.succeed("systemctl list-units --failed --plain --no-legend"))
                .isEmpty();
        machine.checkHealth();
    }

    @Test
    void a_machine_is_not_healthy_while_something_that_was_declared_is_broken(Machine machine) {
        machine.waitForUnit("multi-user.target");
        machine.succeed("systemctl stop tick.timer echo.socket srv-scratch.mount");
        machine.succeed("systemctl kill --signal=SEGV --kill-whom=all bounded.service");
        machine.waitUntilSucceeds("systemctl is-failed bounded.service");
        machine.succeed("rm /etc/app/here");
        String asked =
                "unit-tick.timer unit-echo.socket unit-srv-scratch.mount unit-bounded.service etc unit-work.target";
        try {
            assertThat(machine.succeed("/usr/lib/jos/health " + asked + " || true"))
                    .contains("FAILED  unit-tick.timer", "FAILED  unit-echo.socket", "FAILED  unit-srv-scratch.mount")
                    .contains("FAILED  unit-bounded.service", "loaded, failed (failed)")
                    .contains("FAILED  etc", "ok      unit-work.target");
        } finally {
            machine.succeed("ln -s settings.ini /etc/app/here");
            machine.succeed("systemctl start tick.timer echo.socket srv-scratch.mount bounded.service");
        }
        machine.checkHealth();
    }

    @Test
    void it_speaks_the_declared_language_and_has_the_declared_clock_and_keyboard(Machine machine) {
        machine.waitForUnit("multi-user.target");

        assertThat(machine.ssh("alice", "test-key", "locale"))
                .contains("LANG=de_DE.UTF-8", "LC_TIME=fr_CA.UTF-8", "LC_PAPER=\"de_DE.UTF-8\"");
        assertThat(machine.succeed("LC_ALL=de_DE.UTF-8 ls /nowhere 2>&1 || true"))
                .contains("Datei oder Verzeichnis nicht gefunden");
        assertThat(machine.succeed("localectl status"))
                .contains("X11 Layout: de")
                .contains("nodeadkeys");
        assertThat(machine.succeed("date +%Z")).matches("N[SD]T\n");
        assertThat(machine.succeed("cat /etc/machine-id")).isEqualTo("0123456789abcdef0123456789abcdef\n");
    }

    @Test
    void the_kernel_has_the_declared_modules_and_settings(Machine machine) {
        assertThat(machine.succeed("sysctl -n vm.swappiness kernel.sysrq")).isEqualTo("7\n0\n");
        assertThat(machine.succeed("ls /sys/class/net")).contains("dummy0\n", "dummy1\n");
        assertThat(machine.succeed("modprobe --showconfig")).contains("blacklist pcspkr");
        assertThat(machine.succeed("findmnt -n -o FSTYPE,SIZE /tmp")).matches("tmpfs +64M\n");
    }

    @Test
    void a_socket_starts_its_service_for_every_connection(Machine machine) {
        machine.waitForUnit("echo.socket");

        assertThat(machine.succeed("bash -c 'exec 3<>/dev/tcp/127.0.0.1/7000; echo hello >&3; head -n 1 <&3'"))
                .isEqualTo("hello\n");
    }

    @Test
    void packets_meet_the_declared_rules(Machine machine) {
        machine.waitForUnit("echo.socket");
        machine.succeed("nft reset counter inet counting echoed");

        machine.succeed("bash -c 'exec 3<>/dev/tcp/127.0.0.1/7000; echo hello >&3; head -n 1 <&3'");

        assertThat(machine.succeed("nft list counter inet counting echoed")).containsPattern("packets [1-9]");
    }

    @Test
    void a_path_is_watched(Machine machine) {
        machine.waitForUnit("inbox.path");

        machine.succeed("touch /srv/inbox/letter");

        machine.waitUntilSucceeds("test -e /srv/inbox/read");
    }

    @Test
    void a_slice_bounds_what_runs_in_it(Machine machine) {
        machine.waitForUnit("bounded.service");

        assertThat(machine.succeed("cat /sys/fs/cgroup/small.slice/memory.max /sys/fs/cgroup/small.slice/pids.max"))
                .isEqualTo("67108864\n32\n");
        assertThat(machine.succeed("cat /sys/fs/cgroup/small.slice/bounded.service/cgroup.procs"))
                .isNotEmpty();
    }

    @Test
    void timers_targets_and_units_given_as_text_do_what_they_say(Machine machine) {
        machine.waitForUnit("work.target");

        machine.succeed("test -e /run/worked");
        assertThat(machine.succeed("findmnt -n -o FSTYPE,SIZE /srv/scratch")).matches("tmpfs +1M\n");
        machine.waitUntilSucceeds("test $(wc -l < /run/ticks) -ge 2");
    }

    @Test
    void the_daemons_of_systemd_have_their_settings(Machine machine) {
        machine.waitForUnit("systemd-oomd.service");

        assertThat(machine.succeed("oomctl")).contains("Swap Used Limit: 80.00%");
        assertThat(machine.succeed("systemctl show --property DefaultLimitNOFILE --property DefaultLimitNOFILESoft"))
                .contains("DefaultLimitNOFILE=8192", "DefaultLimitNOFILESoft=4096");
        assertThat(machine.succeed("busctl get-property org.freedesktop.login1 /org/freedesktop/login1"
                        + " org.freedesktop.login1.Manager HandleLidSwitch HandlePowerKey KillUserProcesses"))
                .isEqualTo("s \"ignore\"\ns \"reboot\"\nb true\n");
        machine.succeed("journalctl --flush && test -d /var/log/journal/0123456789abcdef0123456789abcdef");
        assertThat(machine.succeed("journalctl -b -u systemd-journald -o cat")).contains("max 32M");
    }

    @Test
    void a_password_is_what_the_configuration_or_the_file_says(Machine machine) {
        machine.waitForUnit("user-passwords.service");

        for (String user : new String[] {"alice", "bob"}) {
            assertThat(machine.succeed(login(user, PASSWORD))).isEqualTo(user + "\n");
            machine.fail(login(user, "wrong"));
        }
    }

    @Test
    void an_account_is_as_declared(Machine machine) {
        machine.waitForUnit("multi-user.target");

        assertThat(machine.succeed("stat -c '%a %U' /home/alice /home/bob")).isEqualTo("750 alice\n700 bob\n");
        assertThat(machine.ssh("alice", "test-key", "echo $0 $EDITOR; ulimit -n"))
                .isEqualTo("zsh vim\n4096\n");
        assertThat(machine.succeed("getent group family")).endsWith(":alice,bob\n");
        assertThat(machine.ssh("alice", "test-key", "fish -c 'echo $EDITOR; id -Gn'"))
                .startsWith("vim\n")
                .contains("family");
        assertThat(machine.succeed("loginctl show-user alice --property Linger"))
                .isEqualTo("Linger=yes\n");
        machine.waitForUnit("user@1000.service");
        assertThat(machine.ssh("alice", "test-key", "unshare --map-auto --map-root-user --setuid 1 id -u"))
                .isEqualTo("1\n");
    }

    @Test
    void the_guest_agent_answers_the_host(Machine machine) {
        machine.waitForUnit("qemu-guest-agent.service");

        assertThat(machine.askAgent("guest-get-host-name")).isEqualTo("{\"host-name\":\"everyday\"}");
        assertThat(machine.askAgent("guest-get-osinfo")).contains("\"id\":\"");
    }

    @Test
    void a_bond_takes_its_interfaces(Machine machine) {
        machine.waitUntilSucceeds("ip -brief address show dev bond0 | grep 192.0.2.1/24");

        assertThat(machine.succeed("cd /sys/class/net/bond0/bonding && cat mode primary"))
                .isEqualTo("active-backup 1\ndummy1\n");
        machine.waitUntilSucceeds("grep -w dummy0 /sys/class/net/bond0/bonding/slaves | grep -w dummy1");
    }

    @Test
    void ssh_knows_hosts_and_how_to_reach_them(Machine machine) {
        assertThat(machine.succeed("ssh -G git.example.org")).contains("user deploy\n", "port 2222\n");
        assertThat(machine.succeed("ssh-keygen -F git.example.org -f /etc/ssh/ssh_known_hosts"))
                .contains("ssh-ed25519 ");
    }

    @Test
    void files_in_etc_have_their_owners_and_links_their_targets(Machine machine) {
        assertThat(machine.succeed("stat -c '%a %G' /etc/app/settings.ini; cat /etc/app/here"))
                .isEqualTo("640 alice\n[app]\n");
    }

    /// Logs in as `user` with a password, as somebody else who may do nothing.
    private static String login(String user, String password) {
        return "echo '%s' | runuser -u nobody -- su %s -c 'id -un' 2>/dev/null".formatted(password, user);
    }
}
