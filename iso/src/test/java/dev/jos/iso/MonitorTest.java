package dev.jos.iso;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MonitorTest {

    @Test
    void forwarded_ports_are_read_from_the_table_of_the_user_network() {
        String table = """
                Hub -1 (network):
                  Protocol[State]    FD  Source Address  Port   Dest. Address  Port RecvQ SendQ
                  TCP[HOST_FORWARD]  13       127.0.0.1 40213       10.0.2.15    80     0     0
                  TCP[HOST_FORWARD]  12       127.0.0.1 33915       10.0.2.15    22     0     0
                  UDP[236 sec]       23       10.0.2.15 42334        10.0.2.3    53     0     0
                """;

        assertThat(Monitor.forwardedPorts(table))
                .hasSize(2)
                .containsEntry(22, 33915)
                .containsEntry(80, 40213);
    }
}
