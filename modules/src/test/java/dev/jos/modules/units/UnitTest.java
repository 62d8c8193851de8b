package dev.jos.modules.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {

    @Test
    void a_service_reads_as_one_sentence() {
        var unit = Unit.service("webapp")
                .description("The shop, 100% ours")
                .afterNetworkIsOnline()
                .exec("/usr/bin/webapp", "--port", "8080")
                .environment("GREETING", "Grüß \"Gott\"")
                .dynamicUser()
                .stateDirectory("webapp")
                .restartOnFailure()
                .restartAfter(Duration.ofMillis(1500))
                .wantedBy("multi-user.target");

        assertThat(unit.text()).isEqualTo("""
                [Unit]
                Description=The shop, 100%% ours
                Wants=network-online.target
                After=network-online.target

                [Service]
                ExecStart=/usr/bin/webapp --port 8080
                Environment="GREETING=Grüß \\"Gott\\""
                DynamicUser=true
                StateDirectory=webapp
                Restart=on-failure
                RestartSec=1500ms
                """);
        assertThat(unit.name()).isEqualTo("webapp.service");
        assertThat(unit.wantedBy()).containsExactly("multi-user.target");
    }

    @Test
    void words_of_a_command_are_taken_literally() {
        var unit = Unit.service("x").exec("/bin/echo", "", "two words", "$HOME", "50%", "a\"b\\c", ";");

        assertThat(unit.text())
                .isEqualTo(
                        "[Service]\nExecStart=/bin/echo \"\" \"two words\" \"$$HOME\" \"50%%\" \"a\\\"b\\\\c\" \";\"\n");
    }

    @Test
    void a_hardened_service_keeps_the_capabilities_it_was_given() {
        String without = Unit.service("x").hardened().text();
        String with = Unit.service("x")
                .capabilities("CAP_NET_BIND_SERVICE")
                .hardened()
                .text();

        assertThat(without).contains("\nCapabilityBoundingSet=\n");
        assertThat(with)
                .contains("\nCapabilityBoundingSet=CAP_NET_BIND_SERVICE\n")
                .doesNotContain("BoundingSet=\n");
    }

    @Test
    void what_has_no_method_can_be_set_by_name() {
        assertThat(Unit.target("x").set("Unit", "AllowIsolate", "true").text())
                .isEqualTo("[Unit]\nAllowIsolate=true\n");
        assertThat(Unit.service("x").set("KillMode", "mixed").text()).isEqualTo("[Service]\nKillMode=mixed\n");
    }

    @Test
    void kinds_that_only_start_others_are_enabled_by_default() {
        assertThat(Unit.timer("x").onCalendar("daily").persistent().text())
                .isEqualTo("[Timer]\nOnCalendar=daily\nPersistent=true\n");
        assertThat(Unit.timer("x").wantedBy()).containsExactly("timers.target");
        assertThat(Unit.socket("x").listen(80).wantedBy()).containsExactly("sockets.target");
        assertThat(Unit.path("x").changed("/a").wantedBy()).containsExactly("paths.target");
        assertThat(Unit.service("x").wantedBy()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/, -.mount",
        "/srv, srv.mount",
        "/srv/my-data/, srv-my\\x2ddata.mount",
        "//var//lib/x y, var-lib-x\\x20y.mount",
        "/.hidden/.too, \\x2ehidden-.too.mount",
        "/ä, \\xc3\\xa4.mount"
    })
    void a_mount_is_named_by_its_path(String path, String name) {
        assertThat(Unit.mount("LABEL=data", path).name()).isEqualTo(name);
    }
}
