package dev.jos.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.cli.command.VmOrder.Verb;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class VmOrderTest {

    private static final Set<String> MACHINES = new TreeSet<>(Set.of("client", "router"));

    @Test
    void what_follows_a_colon_runs_on_the_machine() {
        assertThat(order("router: systemctl status  ssh "))
                .isEqualTo(new VmOrder.Run("router", "systemctl status  ssh"));
    }

    @Test
    void what_follows_without_one_is_done_to_the_machine() {
        assertThat(order("client cut-power")).isEqualTo(new VmOrder.Do("client", Verb.CUT_POWER, ""));
        assertThat(order("client snapshot before it")).isEqualTo(new VmOrder.Do("client", Verb.SNAPSHOT, "before it"));
    }

    @Test
    void empty_lines_do_nothing_and_single_words_stand_for_themselves() {
        assertThat(order("  ")).isEqualTo(new VmOrder.Nothing());
        assertThat(order("machines")).isEqualTo(new VmOrder.Machines());
        assertThat(order("quit")).isEqualTo(new VmOrder.Quit());
    }

    @Test
    void what_cannot_be_done_is_said() {
        assertThat(order("server: ls"))
                .isEqualTo(new VmOrder.Unknown("`server: ls` does not begin with a machine: client, router"));
        assertThat(order("client ls"))
                .isEqualTo(new VmOrder.Unknown(
                        "`ls` is nothing that can be done to a machine; `client: ls` runs it there"));
        assertThat(order("client fork")).isEqualTo(new VmOrder.Unknown("It is written `client fork NAME`"));
        assertThat(order("client boot now")).isEqualTo(new VmOrder.Unknown("It is written `client boot`"));
    }

    private static VmOrder order(String line) {
        return VmOrder.of(line, MACHINES);
    }
}
