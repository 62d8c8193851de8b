package dev.jos.modules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.config.ConfigurationLoader;
import dev.jos.config.Definitions;
import dev.jos.config.Diagnostic;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.config.testing.InMemoryFiles;
import dev.jos.modules.units.Unit;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SystemDefinitionTest {

    private final SystemDefinition system = new SystemDefinition();

    @Test
    void the_same_contribution_twice_counts_once() {
        system.etcFile("motd", "hello");
        system.etcFile("motd", "hello");

        assertThat(system.problems()).isEmpty();
        assertThat(system.etcFiles()).hasSize(1);
    }

    @Test
    void different_contributions_under_one_name_are_a_problem() {
        system.etcFile("motd", "hello");
        system.etcFile("motd", "good-bye");
        system.etcFile("localtime", "now");
        system.etcLink("localtime", "/usr/share/zoneinfo/UTC");
        system.sysctl("vm.swappiness", "10");
        system.sysctl("vm.swappiness", "60");
        system.pamLimit(new PamLimit("*", PamLimit.Type.SOFT, "nofile", "1"));
        system.pamLimit(new PamLimit("*", PamLimit.Type.SOFT, "nofile", "2"));
        system.systemdSetting(SystemdDaemon.JOURNALD, "Storage", "volatile");
        system.systemdSetting(SystemdDaemon.JOURNALD, "Journal", "Storage", "persistent");

        assertThat(system.problems())
                .extracting(Diagnostic::message)
                .containsExactly(
                        "The file `/etc/motd` is defined twice, and differently.",
                        "The file `/etc/localtime` is defined twice, and differently.",
                        "The kernel setting `vm.swappiness` is defined twice, and differently.",
                        "The limit `* soft nofile` is defined twice, and differently.",
                        "The systemd setting `journald.conf Journal.Storage` is defined twice, and differently.");
    }

    @Test
    void who_contributed_what_is_noted() {
        contribute(
                module("One", it -> {
                    it.installPackage("openssh-server");
                    it.etcFile("ssh/sshd_config", "");
                }),
                module("Two", it -> it.openTcpPort(22)));

        assertThat(system.contributions())
                .containsExactly(
                        new Contribution("One", "package", "openssh-server"),
                        new Contribution("One", "file", "/etc/ssh/sshd_config"),
                        new Contribution("Two", "open TCP port", "22"));
    }

    @Test
    void what_is_left_for_later_sees_what_all_modules_contributed() {
        contribute(
                module("Firewall", it -> it.afterAll(() -> it.etcFile("ports", it.tcpPorts() + "\n"))),
                module("Server", it -> it.openTcpPort(80)));

        assertThat(system.etcFiles()).extracting(EtcFile::content).containsExactly(Content.text("[80]\n"));
        assertThat(system.contributions()).contains(new Contribution("Firewall", "file", "/etc/ports"));
    }

    @Test
    void a_drop_in_lies_beside_the_unit_of_the_package() {
        system.unitDropIn("limits", Unit.service("nginx").set("LimitNOFILE", "65536"));

        assertThat(system.etcFiles())
                .containsExactly(new EtcFile(
                        "systemd/system/nginx.service.d/limits.conf",
                        Content.text("[Service]\nLimitNOFILE=65536\n"),
                        0644,
                        "root",
                        "root"));
    }

    @Test
    void firewall_rules_are_narrowed_from_the_outside_in() {
        assertThat(FirewallRule.tcp(9100)
                        .from("192.0.2.0/24")
                        .onInterface("wg0")
                        .line())
                .isEqualTo("iifname \"wg0\" ip saddr 192.0.2.0/24 tcp dport 9100 accept");
        assertThat(FirewallRule.udp(53).from("2001:db8::/32").line())
                .isEqualTo("ip6 saddr 2001:db8::/32 udp dport 53 accept");
    }

    private void contribute(SystemModule... modules) {
        var configuration = ConfigurationLoader.parse(new InMemoryFiles().with("machine.conf", ""), "machine.conf")
                .evaluate(List.of(), Definitions.none());
        system.contributeAll(List.of(modules), configuration.values());
    }

    private static SystemModule module(String name, Consumer<SystemDefinition> contribution) {
        return new SystemModule() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<Option<?>> options() {
                return List.of();
            }

            @Override
            public void contribute(EvaluatedConfig config, SystemDefinition system) {
                contribution.accept(system);
            }
        };
    }
}
