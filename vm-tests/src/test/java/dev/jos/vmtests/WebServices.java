package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What `examples/web` does wherever it runs.
interface WebServices {

    @Test
    default void everything_starts_and_no_unit_fails(RunningSystem web) {
        web.waitForUnit("multi-user.target");

        assertThat(web.succeed("systemctl list-units --failed --plain --no-legend"))
                .isEmpty();
    }

    @Test
    default void all_that_it_runs_is_healthy(RunningSystem web) {
        web.waitForUnit("multi-user.target");

        web.checkHealth();
    }

    @Test
    default void nginx_serves_the_page_of_the_configuration(RunningSystem web) {
        web.waitForUnit("nginx.service");
        web.waitForOpenPort(80);

        assertThat(web.page("/")).contains("<h1>It works</h1>");
    }

    @Test
    default void the_timer_fires_again_and_again(RunningSystem web) {
        web.waitForUnit("clock.timer");
        String first = web.waitUntilSucceeds("cat /var/lib/clock/time.txt");

        String later = web.waitUntilSucceeds(
                "test \"$(cat /var/lib/clock/time.txt)\" != '" + first.strip() + "' && cat /var/lib/clock/time.txt");

        assertThat(later).isGreaterThan(first);
        web.waitForOpenPort(80);
        assertThat(web.page("/time.txt")).startsWith("20");
    }

    @Test
    default void the_declared_service_runs_with_its_environment(RunningSystem web) {
        web.waitForUnit("greeter.service");

        assertThat(web.waitUntilSucceeds("journalctl -u greeter -o cat | grep Hello"))
                .isEqualTo("Hello from the configuration\n");
    }

    @Test
    default void the_declared_name_user_and_file_are_there(RunningSystem web) {
        assertThat(web.succeed("hostname")).isEqualTo("web\n");
        assertThat(web.succeed("id alice")).startsWith("uid=1000(alice)").contains("(sudo)");
        assertThat(web.succeed("stat -c '%U %a' /home/alice")).isEqualTo("alice 700\n");
        assertThat(web.succeed("cat /etc/motd")).startsWith("Welcome to web.\n");
    }
}
