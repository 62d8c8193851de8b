package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@MachineTest(config = "examples/webapp/machine.conf")
class WebappMachineTest {

    private static final String ISSUER =
            "echo | openssl s_client -connect 127.0.0.1:443 -servername %s 2>/dev/null | openssl x509 -noout -issuer";

    @Test
    void it_boots_with_no_failed_unit_and_is_healthy(Machine machine) {
        machine.waitForUnit("multi-user.target");

        machine.checkHealth();
        assertThat(machine.succeed("systemctl list-units --failed --plain --no-legend"))
                .isEmpty();
    }

    @Test
    void each_app_answers_under_its_name_and_encrypted(Machine machine) {
        machine.waitForOpenPort(443);

        assertThat(machine.waitUntilSucceeds("curl -skf https://hello.example.org/"))
                .contains("Hello from a module");
        assertThat(machine.waitUntilSucceeds("curl -skf https://status.example.org/"))
                .contains("All is well on webapp");
    }

    @Test
    void plain_requests_are_sent_to_the_encrypted_site(Machine machine) {
        machine.waitForOpenPort(80);

        assertThat(machine.succeed(
                        "curl -s -o /dev/null -w '%{http_code} %{redirect_url}' http://hello.example.org/page"))
                .isEqualTo("301 https://hello.example.org/page");
    }

    @Test
    void the_authority_gives_certificates_and_nginx_takes_them_up(Machine machine) {
        for (String name : new String[] {"hello.example.org", "status.example.org"}) {
            assertThat(machine.waitUntilSucceeds(ISSUER.formatted(name) + " | grep -i pebble"))
                    .contains("Pebble");
        }
        assertThat(machine.succeed("stat -c '%a %G' /var/lib/acme/hello.example.org/key.pem"))
                .isEqualTo("640 www-data\n");
    }

    @Test
    void a_certificate_that_is_not_due_is_left_alone(Machine machine) {
        machine.waitUntilSucceeds(ISSUER.formatted("hello.example.org") + " | grep -i pebble");
        String before = machine.succeed("sha256sum /var/lib/acme/hello.example.org/fullchain.pem");

        machine.succeed("systemctl restart acme-hello.example.org.service");

        assertThat(machine.succeed("sha256sum /var/lib/acme/hello.example.org/fullchain.pem"))
                .isEqualTo(before);
        assertThat(machine.succeed("systemctl is-active acme-hello.example.org.timer"))
                .isEqualTo("active\n");
    }

    @Test
    void the_firewall_lets_in_what_services_open(Machine machine) {
        assertThat(machine.succeed("nft list ruleset")).contains("443").doesNotContain("8001");
    }
}
