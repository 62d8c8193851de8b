package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The greeter proposes the only user, so that a password is all there is to type.
@MachineTest(
        config = "examples/desktop/machine.conf",
        with = "services.lightdm.settings.greeter-hide-users = false",
        memory = 1536,
        screen = true)
class DesktopMachineTest {

    private static final int BACKGROUND_OF_THE_GREETER = 0x204060;
    private static final int WHITE = 0xffffff;

    @Test
    void it_runs_with_no_failed_unit_and_is_healthy(Machine machine) {
        machine.waitForUnit("graphical.target");

        assertThat(machine.succeed("systemctl list-units --failed --plain --no-legend"))
                .isEmpty();
        machine.checkHealth();
    }

    @Test
    void people_log_in_in_a_window_and_get_their_desktop(Machine machine) {
        machine.waitForUnit("lightdm.service");
        machine.waitUntilSucceeds("pgrep -x lightdm-gtk-gre && pgrep -x Xorg");
        Screenshot greeter = machine.waitForScreen(
                "greeter", screen -> screen.share(BACKGROUND_OF_THE_GREETER) > 0.5 && screen.colours() > 100);
        assertThat(greeter.share(WHITE)).isGreaterThan(0.01);

        machine.waitUntilSucceeds("grep 'Prompt greeter' /var/log/lightdm/lightdm.log");
        machine.sendKeys("j", "o", "s", "ret");

        machine.waitUntilSucceeds("pgrep -u alice -x xfce4-panel && pgrep -u alice -x xfdesktop");
        machine.waitForScreen(
                "desktop", screen -> screen.share(BACKGROUND_OF_THE_GREETER) < 0.1 && screen.colours() > 1000);
        assertThat(machine.succeed("loginctl list-sessions --no-legend")).contains("alice");
    }
}
