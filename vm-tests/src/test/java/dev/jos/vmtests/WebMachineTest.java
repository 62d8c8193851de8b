package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@MachineTest(config = "examples/web/machine.conf")
class WebMachineTest implements WebServices {

    @Test
    void the_site_is_found_by_its_name(Machine machine) {
        machine.waitForOpenPort(80);

        assertThat(machine.succeed("curl -sf http://www.example.org/")).contains("<h1>It works</h1>");
    }

    @Test
    void it_has_the_static_address_beside_that_of_dhcp(Machine machine) {
        String addresses = machine.waitUntilSucceeds("ip -4 -br address | grep 192.168.76.10 | grep 10.0.2.");

        assertThat(addresses).contains("192.168.76.10/24");
    }

    @Test
    void the_declared_user_logs_in_with_the_declared_key(Machine machine) {
        assertThat(machine.ssh("alice", "test-key", "hostname")).isEqualTo("web\n");
    }
}
