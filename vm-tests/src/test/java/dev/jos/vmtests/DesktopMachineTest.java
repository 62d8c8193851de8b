package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@MachineTest(config = "examples/desktop/machine.conf", memory = 1536, screen = true)
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
    void a_window_asks_who_logs_in_to_the_graphical_session(Machine machine) {
        machine.waitForUnit("lightdm.service");
        machine.waitUntilSucceeds("pgrep -x lightdm-gtk-gre && pgrep -x Xorg");

        Screenshot greeter = machine.waitForScreen(
                "greeter", screen -> screen.share(BACKGROUND_OF_THE_GREETER) > 0.5 && screen.colours() > 100);

        assertThat(greeter.share(WHITE)).isGreaterThan(0.01);
    }
}
