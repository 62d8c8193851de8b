package dev.jos.modules.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.config.Data;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NetworkFormatsTest {

    @Test
    void a_table_of_nftables_replaces_the_one_before_it() {
        var table = new NftablesFile("own")
                .chain("input", "filter hook input priority filter", "drop", rules -> rules.add("iifname lo accept")
                        .add("", NftablesFile.match("tcp dport", List.of("22", "80")), "accept")
                        .lines("  tcp dport 443 accept\n\n  drop\n"));

        assertThat(table).hasToString("""
                table inet own
                delete table inet own
                table inet own {
                    chain input {
                        type filter hook input priority filter; policy drop;
                        iifname lo accept
                        tcp dport { 22, 80 } accept
                        tcp dport 443 accept
                        drop
                    }
                }
                """);
    }

    @Test
    void a_section_of_systemd_may_come_again() {
        var file = new UnitFile()
                .set("Network", "Address", "192.0.2.1/24")
                .begin("Route")
                .set("Route", "Destination", "10.0.0.0/8")
                .begin("Route")
                .set("Route", "Destination", "172.16.0.0/12")
                .begin("Route")
                .set("Network", "DHCP", "no");

        assertThat(file).hasToString("""
                [Network]
                Address=192.0.2.1/24
                DHCP=no

                [Route]
                Destination=10.0.0.0/8

                [Route]
                Destination=172.16.0.0/12
                """);
    }

    @Test
    void values_of_several_lines_are_indented_for_python() {
        var file = IniFile.withIndentedLines()
                .set("jail", "action", "first\n   second\n")
                .settings(
                        "jail",
                        new Data.Table(Map.of("logpath", new Data.Items(List.of(Data.of("/a"), Data.of("/b"))))));

        assertThat(file).hasToString("""
                [jail]
                action = first
                    second
                logpath = /a
                    /b
                """);
    }
}
