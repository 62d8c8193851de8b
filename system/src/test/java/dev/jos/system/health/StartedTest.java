package dev.jos.system.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.host.Command;
import dev.jos.host.LinuxProcesses;
import dev.jos.host.ProcessResult;
import dev.jos.host.RunningProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What systemd may say of a unit, and whether it is well then.
class StartedTest {

    @TempDir
    Path temp;

    /// What else `systemctl show` says of the unit, in lines.
    private String said = "";

    /// The only unit that `systemctl is-active` finds active.
    private String active = "multi-user.target";

    /// Whether `systemctl is-active` gets an answer of systemd.
    private boolean answers = true;

    @Test
    void what_runs_is_well() throws IOException {
        assertWell("a.service", "active", "running", "yes", 17);
        assertWell("a.service", "activating", "start", "yes", 17);
        assertWell("a.target", "active", "active", "yes", 17);
    }

    @Test
    void a_service_may_be_done_and_a_timer_may_not() throws IOException {
        assertWell("a.service", "inactive", "dead", "yes", 17);
        assertIll("a.timer", "inactive", "dead", "yes", 17);
        assertIll("a.service", "inactive", "dead", "no", 0);
    }

    @Test
    void a_condition_may_not_hold() throws IOException {
        assertWell("a.timer", "inactive", "dead", "no", 17);
        assertIll("a.timer", "inactive", "dead", "no", 0);
    }

    @Test
    void what_is_wanted_only_by_what_waits_may_wait_too() throws IOException {
        said = "WantedBy=sleep.target\nRequiredBy=mail.service";
        active = "multi-user.target";
        assertWell("a.service", "inactive", "dead", "no", 0);
        active = "mail.service";
        assertIll("a.service", "inactive", "dead", "no", 0);
        active = "multi-user.target";
        answers = false;
        assertIll("a.service", "inactive", "dead", "no", 0);
        answers = true;
        said = "WantedBy=\nRequiredBy=";
        assertIll("a.service", "inactive", "dead", "no", 0);
    }

    @Test
    void a_timer_may_go_once_it_has_elapsed() throws IOException {
        said = "RemainAfterElapse=no";
        assertWell("a.timer", "inactive", "dead", "yes", 17);
        assertIll("a.timer", "failed", "failed", "yes", 17);
        said = "RemainAfterElapse=yes";
        assertIll("a.timer", "inactive", "dead", "yes", 17);
    }

    @Test
    void what_failed_is_not_well_even_if_it_is_about_to_be_tried_again() throws IOException {
        assertIll("a.service", "failed", "failed", "yes", 17);
        assertIll("a.service", "activating", "auto-restart", "yes", 17);
    }

    private void assertWell(String unit, String active, String sub, String condition, int checked) throws IOException {
        assertThat(ask(unit, active, sub, condition, checked).status())
                .as(unit + " " + active + " " + sub)
                .isZero();
    }

    private void assertIll(String unit, String active, String sub, String condition, int checked) throws IOException {
        ProcessResult asked = ask(unit, active, sub, condition, checked);
        assertThat(asked.status()).as(unit + " " + active + " " + sub).isEqualTo(1);
        assertThat(asked.text()).isEqualTo("loaded, %s (%s)\n".formatted(active, sub));
    }

    /// Asks the script about a systemd that says this.
    private ProcessResult ask(String unit, String active, String sub, String condition, int checked)
            throws IOException {
        Path systemctl = temp.resolve("systemctl");
        Files.writeString(
                systemctl, """
                #!/bin/sh
                if [ "$1" = is-active ]; then
                    case " $* " in *" %s "*) exit 0 ;; *) exit %d ;; esac
                fi
                echo LoadState=loaded
                echo ActiveState=%s
                echo SubState=%s
                echo ConditionResult=%s
                echo ConditionTimestampMonotonic=%d
                echo "%s"
                """.formatted(this.active, answers ? 3 : 1, active, sub, condition, checked, said));
        Path script = temp.resolve("health-check");
        try (InputStream in = HealthFiles.class.getResourceAsStream("health-check")) {
            Files.write(script, in.readAllBytes());
        }
        systemctl.toFile().setExecutable(true);
        script.toFile().setExecutable(true);
        var command = Command.of(script.toString()).with("1", "started", unit).env("PATH", temp + ":/usr/bin:/bin");
        try (RunningProcess process = new LinuxProcesses().start(command)) {
            return process.await(Duration.ofMinutes(1));
        }
    }
}
