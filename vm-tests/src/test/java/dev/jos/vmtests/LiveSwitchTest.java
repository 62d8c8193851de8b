package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.system.SystemGeneration;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Switches of a running system, natively: everything but the boot loader is real.
@Tag("container")
class LiveSwitchTest {

    private static final String[] NATIVE = {"force.boot.loader.systemd-boot.enable = false", "jos.enable = true"};
    private static final int SWITCHES = 10;

    private static TestBench bench;
    private static SystemGeneration first;
    private static SystemGeneration second;
    private static SystemGeneration next;
    private static SystemGeneration broken;

    private NamespaceMachine machine;

    @BeforeAll
    static void build() throws IOException {
        bench = TestBench.open();
        first = build("machine");
        second = build("second");
        next = build("next");
        broken = build("broken");
        bench.forget("system");
    }

    private static SystemGeneration build(String configuration) throws IOException {
        String path = "vm-tests/src/test/machines/switching/" + configuration + ".conf";
        return bench.build(bench.copyOf(path, "live-" + configuration, NATIVE));
    }

    @AfterAll
    static void forget() throws IOException {
        bench.forget("system");
    }

    @BeforeEach
    void boot() throws IOException {
        machine = NamespaceMachine.boot(bench, "live", first);
        machine.succeed("jos switch --system " + first.id());
    }

    @AfterEach
    void end() {
        machine.close();
    }

    @Test
    void not_one_of_many_executions_fails_during_ten_switches_and_who_has_nothing_to_do_with_it_goes_on() {
        String keeper = pid("keeper");
        machine.start(
                "until test -e /run/enough; do /usr/bin/true || echo failed >>/run/failed; echo >>/run/done; done");

        for (int i = 0; i < SWITCHES; i++) {
            machine.succeed("jos switch --system " + (i % 2 == 0 ? second : first).id());
        }

        machine.succeed("touch /run/enough");
        machine.fail("test -e /run/failed");
        assertThat(Integer.parseInt(machine.succeed("wc -l </run/done").strip()))
                .isGreaterThan(500);
        assertThat(pid("keeper")).isEqualTo(keeper);
        assertThat(machine.succeed("cat /etc/motd")).isEqualTo("the first\n");
        // Nothing stacks up.
        assertThat(machine.succeed("grep -cE ' /(usr|etc) ' /proc/self/mountinfo"))
                .isEqualTo("2\n");
    }

    @Test
    void packages_units_accounts_and_etc_come_and_go() {
        machine.succeed("echo 'as edited here' >/etc/edited.conf; usermod -c 'Alice B.' alice");
        machine.succeed("jos switch --system " + next.id());

        machine.waitForUnit("nginx.service");
        machine.fail("systemctl is-active leaving.service");
        assertThat(machine.succeed("cat /etc/motd /etc/edited.conf")).isEqualTo("the second\nas edited here\n");
        assertThat(machine.succeed("id -nG alice")).contains("audio");
        assertThat(machine.succeed("getent passwd alice")).contains("Alice B.");

        machine.succeed("jos rollback");

        machine.waitForUnit("leaving.service");
        machine.fail("test -e /usr/sbin/nginx");
        assertThat(machine.succeed("id -nG alice")).doesNotContain("audio");
        assertThat(machine.succeed("cat /etc/edited.conf")).isEqualTo("as edited here\n");
        assertThat(machine.succeed("systemctl list-units --failed --plain --no-legend"))
                .isEmpty();
    }

    @Test
    void a_service_that_cannot_start_and_a_missing_confirmation_and_a_killed_process_lead_back() {
        assertThat(machine.fail("jos switch --system " + broken.id()).errors())
                .contains("broken.service could not be started");
        assertThat(runs()).isEqualTo(first.id().toString());

        assertThat(machine.fail("jos switch --confirm-within 1s --system " + next.id())
                        .errors())
                .contains("nobody confirmed within 1 s");
        assertThat(runs()).isEqualTo(first.id().toString());

        machine.start("jos switch --confirm-within 600s --system " + next.id());
        machine.waitUntilSucceeds("grep -q CHECKING /jos/activation/intent.json");
        assertThat(machine.fail("jos switch --system " + next.id()).errors()).contains("is at work");
        machine.succeed("systemctl kill --kill-whom=main --signal=KILL jos-switch.service");
        machine.waitUntilSucceeds("! test -e /jos/activation/intent.json");

        assertThat(runs()).isEqualTo(first.id().toString());
        machine.waitForUnit("leaving.service");
        assertThat(machine.succeed("jos status --json")).contains("\"lastSwitch\":\"ended\"");
        assertThat(machine.succeed("systemctl list-units --failed --plain --no-legend"))
                .isEmpty();
    }

    @Test
    void a_plan_is_shown_without_doing_anything_and_a_damaged_system_is_refused() throws IOException {
        assertThat(machine.succeed("jos switch --dry-run --system " + next.id()))
                .contains("nginx.service  is new")
                .contains("leaving.service  is no longer part of the system");
        assertThat(runs()).isEqualTo(first.id().toString());

        machine.succeed("mount --bind /dev/null /jos/systems/" + next.id() + "/view.erofs");
        assertThat(machine.fail("jos switch --system " + next.id()).errors())
                .contains("is damaged")
                .contains("jos store repair");
        assertThat(runs()).isEqualTo(first.id().toString());
    }

    private String runs() {
        return machine.succeed("basename $(readlink /run/jos/system)").strip();
    }

    private String pid(String service) {
        return machine.succeed("systemctl show -P MainPID " + service).strip();
    }
}
