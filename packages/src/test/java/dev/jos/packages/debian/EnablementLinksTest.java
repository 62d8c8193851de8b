package dev.jos.packages.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnablementLinksTest {

    private static final Map<String, String> UNITS = Map.of(
            "ssh.service",
            "[Unit]\nWantedBy=nothing\n[Install]\nWantedBy=multi-user.target\nAlias=sshd.service\n",
            "getty@.service",
            "[Install]\nWantedBy=getty.target\nDefaultInstance=tty1\n",
            "wpa@.service",
            "[Install]\nRequiredBy=sys-%i.device\nAlias=%p-%i.service\n",
            "a.socket",
            "[Install]\nWantedBy=wrong.target\nWantedBy=\nWantedBy=sockets.target \\\n other.target\nAlso=b.service gone.service\n",
            "b.service",
            "[Install]\n; comment\nAlso=a.socket\nRequiredBy=b.target\n");

    private static EnablementLinks.Result enable(String... names) throws IOException {
        return EnablementLinks.enable(List.of(names), name -> Optional.ofNullable(UNITS.get(name))
                .map(text -> new UnitFiles.UnitFile("/usr/lib/systemd/system/" + name, text)));
    }

    private static List<String> paths(EnablementLinks.Result result) {
        return result.links().stream().map(EnablementLink::path).toList();
    }

    @Test
    void units_are_linked_where_their_install_section_says() throws IOException {
        assertThat(enable("ssh.service").links())
                .containsExactly(
                        new EnablementLink(
                                "multi-user.target.wants/ssh.service", "/usr/lib/systemd/system/ssh.service"),
                        new EnablementLink("sshd.service", "/usr/lib/systemd/system/ssh.service"));
    }

    @Test
    void a_template_stands_for_its_default_instance() throws IOException {
        EnablementLink link =
                new EnablementLink("getty.target.wants/getty@tty1.service", "/usr/lib/systemd/system/getty@.service");

        assertThat(enable("getty@.service").links()).containsExactly(link);
        assertThat(enable("getty@tty1.service").links()).containsExactly(link);
    }

    @Test
    void specifiers_of_instances_are_expanded() throws IOException {
        assertThat(paths(enable("wpa@wlan0.service")))
                .containsExactly("sys-wlan0.device.requires/wpa@wlan0.service", "wpa-wlan0.service");
    }

    @Test
    void units_take_others_along_once_and_an_empty_assignment_resets() throws IOException {
        EnablementLinks.Result result = enable("a.socket");

        assertThat(paths(result))
                .containsExactly(
                        "b.target.requires/b.service", "other.target.wants/a.socket", "sockets.target.wants/a.socket");
        assertThat(result.missing()).isEmpty();
    }

    @Test
    void units_without_a_file_and_templates_without_an_instance_are_missing() throws IOException {
        assertThat(enable("gone.service", "wpa@.service").missing()).containsExactly("gone.service", "wpa@.service");
    }

    @Test
    void the_first_preset_line_that_matches_decides() {
        Presets presets = new Presets(List.of("# c\nenable systemd-a.service\ndisable systemd-*\n", "enable *\n"));

        assertThat(presets.verdict("systemd-a.service")).contains(true);
        assertThat(presets.verdict("systemd-b.service")).contains(false);
        assertThat(presets.verdict("other.service")).contains(true);
        assertThat(Presets.exactly(List.of("a.service", "getty@tty1.service")))
                .isEqualTo("enable a.service\nenable getty@.service tty1\ndisable *\n");
    }
}
