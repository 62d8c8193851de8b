package dev.jos.activator.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.activator.units.UnitName;
import dev.jos.host.CommandTimedOut;
import dev.jos.host.testing.ScriptedProcesses;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SystemctlTest {

    private static final UnitName STUBBORN = new UnitName("stubborn.service");
    private static final UnitName GONE = new UnitName("gone.service");

    private static ScriptedProcesses hanging(String verb, String states) {
        return new ScriptedProcesses().on("systemctl", command -> {
            if (command.arguments().contains(verb)) {
                throw new CommandTimedOut(command, Duration.ofMinutes(10), "");
            }
            return ScriptedProcesses.result(0, states, "");
        });
    }

    @Test
    void a_unit_that_never_stops_is_named_after_a_time_and_nothing_else_is() throws IOException {
        var processes = hanging("stop", "stubborn.service loaded deactivating stop-sigterm Stubborn\n");

        assertThat(new Systemctl(processes).request(ServiceManager.Request.STOP, List.of(STUBBORN, GONE)))
                .containsExactly(STUBBORN);
    }

    @Test
    void a_unit_that_never_comes_up_is_named_after_a_time() throws IOException {
        var processes = hanging("start", "stubborn.service loaded deactivating stop Stubborn\n");

        assertThat(new Systemctl(processes).request(ServiceManager.Request.START, List.of(STUBBORN)))
                .containsExactly(STUBBORN);
    }

    @Test
    void a_reload_that_never_ends_is_no_reason_to_give_up_on_others() throws IOException {
        var processes = hanging("stubborn.service", "");

        assertThat(new Systemctl(processes).request(ServiceManager.Request.RELOAD, List.of(GONE, STUBBORN)))
                .containsExactly(STUBBORN);
    }
}
