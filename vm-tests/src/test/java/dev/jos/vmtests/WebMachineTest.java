package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@MachineTest(config = "examples/web/machine.conf")
class WebMachineTest {

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
    void nginx_serves_the_page_of_the_configuration(Machine machine) {
        machine.waitForUnit("nginx.service");
        machine.waitForOpenPort(80);

        assertThat(machine.page("/")).contains("<h1>It works</h1>");
        assertThat(machine.succeed("curl -sf http://www.example.org/")).contains("<h1>It works</h1>");
    }

    @Test
    void the_timer_fires_again_and_again(Machine machine) {
        machine.waitForUnit("clock.timer");
        String first = machine.waitUntilSucceeds("cat /var/lib/clock/time.txt");

        String later = machine.waitUntilSucceeds(
                "test \"$(cat /var/lib/clock/time.txt)\" != '" + first.strip() + "' && cat /var/lib/clock/time.txt");

        assertThat(later).isGreaterThan(first);
        machine.waitForOpenPort(80);
        assertThat(machine.page("/time.txt")).startsWith("20");
    }

    @Test
    void the_declared_service_runs_with_its_environment(Machine machine) {
        machine.waitForUnit("greeter.service");

        assertThat(machine.waitUntilSucceeds("journalctl -u greeter -o cat | grep Hello"))
                .isEqualTo("Hello from the configuration\n");
    }

    @Test
    void it_has_the_static_address_beside_that_of_dhcp(Machine machine) {
        String addresses = machine.waitUntilSucceeds("ip -4 -br address | grep 192.168.76.10 | grep 10.0.2.");

        assertThat(addresses).contains("192.168.76.10/24");
    }

    @Test
    void the_declared_file_is_in_etc(Machine machine) {
        assertThat(machine.succeed("cat /etc/motd")).startsWith("Welcome to web.\n");
    }

    @Test
    void the_declared_user_logs_in_with_the_declared_key(Machine machine) {
        assertThat(machine.ssh("alice", "test-key", "hostname")).isEqualTo("web\n");
    }
}
