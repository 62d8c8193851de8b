package dev.jos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `options`, `eval`, `config diff` and `check` print, held by golden files.
class DiscoveryTest {

    @TempDir
    Path root;

    @BeforeEach
    void write_two_machines() throws IOException {
        file("machine.conf", """
                imports = [site.conf]
                system { hostname = atlas, stateVersion = "1" }
                services.openssh { enable = true, settings.PermitRootLogin = no }
                packages.install = [vim, git]
                """);
        file("site.conf", """
                let.domain = example.org
                services.nginx { enable = true, virtualHosts.${let.domain}.root = /srv/www }
                """.replace("${let.domain}", "\"example.org\""));
        file("other.conf", """
                system { hostname = atlas, stateVersion = "1", timezone = Europe/Berlin }
                services.openssh { enable = true, settings.PermitRootLogin = yes }
                packages.install = [vim, htop, git]
                users.users.alice { normal = true, uid = 1000 }
                """);
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(root.resolve(name), text);
    }

    private Transcript jos(String... arguments) {
        return Transcript.of(root, arguments);
    }

    private void prints(String golden, String... arguments) throws IOException {
        Transcript run = jos(arguments);
        Golden.assertMatches(
                "cli/src/test/resources/golden/discovery/" + golden + ".txt",
                "$ jos " + String.join(" ", arguments) + "\n" + run.out() + run.err() + "status " + run.status()
                        + "\n");
    }

    @Test
    void an_option_is_explained() throws IOException {
        prints("option", "options", "services.openssh.ports");
        prints("option-with-others-below", "options", "services.nginx.virtualHosts");
        prints("option-inside-a-block", "options", "users.users.alice.uid");
    }

    @Test
    void a_group_of_options_is_listed() throws IOException {
        prints("group", "options", "security.sudo");
        prints("group-long", "options", "security.sudo", "--long");
    }

    @Test
    void options_are_found_by_words_the_best_first() throws IOException {
        prints("search", "options", "time", "servers");
        prints("search-json", "options", "timesyncd", "--json");
    }

    @Test
    void words_that_no_option_has_get_advice() throws IOException {
        prints("nothing-found", "options", "services.opensssh");
        prints("nothing-found-by-words", "options", "flux", "capacitor");
    }

    @Test
    void values_are_printed_as_they_are() throws IOException {
        prints("eval-text", "eval", "system.hostname");
        prints("eval-list", "eval", "machine.conf", "packages.install");
        prints("eval-group", "eval", ".", "services.nginx");
        prints("eval-json", "eval", "machine.conf", "services.openssh", "--json");
        prints("eval-nothing", "eval", "machine.conf", "services.ngimx");
        prints("eval-no-file", "eval", "machin.conf", "services.nginx");
        prints("eval-of-what-is-no-file", "eval", "machin", "services.nginx");
    }

    @Test
    void everything_is_valid_json_and_hocon() {
        var values = JsonParser.parseString(jos("eval", "--json").out()).getAsJsonObject();

        assertThat(values.getAsJsonObject("system").get("hostname").getAsString())
                .isEqualTo("atlas");
        assertThat(jos("eval").out()).contains("services {\n", "  openssh {\n", "    enable = true\n");
    }

    @Test
    void differences_are_those_of_final_values() throws IOException {
        prints("diff", "config", "diff", "machine.conf", "other.conf");
        prints("diff-json", "config", "diff", "machine.conf", "other.conf", "--json");
        file("same.conf", """
                imports = [site.conf]
                system.stateVersion = "1"
                force { system.hostname = atlas }
                services.openssh.settings { PermitRootLogin = no }
                services.openssh.enable = on
                packages { install = [vim], install += git }
                """);
        prints("diff-of-the-same", "config", "diff", "machine.conf", "same.conf");
    }

    @Test
    void a_value_is_explained_with_winners_losers_and_what_it_leads_to() throws IOException {
        file("why.conf", """
                imports = [site.conf]
                system { hostname = atlas, stateVersion = "1" }
                let { domain = example.org, port = 2222 }
                force.services.openssh.ports = [${let.port}]
                services.openssh { enable = ${services.nginx.enable}, ports = [22] }
                default.services.openssh.ports = [2022]
                when = [{ if = ${security.sudo.enable}, services.openssh.ports = [23] }]
                packages.install = [vim]
                before.packages.install = [git]
                """);
        prints("why-priorities", "why", "why.conf", "services.openssh.ports");
        prints("why-references", "why", "why.conf", "services.openssh.enable");
        prints("why-joined", "why", "why.conf", "packages.install");
        prints("why-used", "why", "why.conf", "let.port");
        prints("why-default", "why", "why.conf", "services.openssh.settings");
        prints("why-inside", "why", "why.conf", "services.nginx.virtualHosts.\"example.org\".root");
        prints("why-group", "why", "why.conf", "services");
        prints("why-json", "why", "why.conf", "packages.install", "--json");
        prints("why-nothing", "why", "why.conf", "services.opennssh");
    }

    @Test
    void a_value_is_explained_although_there_are_errors_elsewhere() throws IOException {
        file("wrong.conf", """
                imports = [site.conf]
                system { hostname = atlas, hostnam = boreas }
                services.openssh { enable = maybe, ports = [22] }
                force.services.openssh.ports = [2222]
                networking.wireguard.interfaces.wg0.privateKeyFile = "hunter2", let.password = swordfish
                """);
        prints("why-with-errors", "why", "wrong.conf", "services.openssh.ports");
        prints("why-with-errors-json", "why", "wrong.conf", "services.openssh.ports", "--json");
        prints("why-group-with-errors", "why", "wrong.conf", "services");
        prints("why-modules-cannot-say", "why", "wrong.conf", "networking.interfaces");
        prints("why-wrong-value", "why", "wrong.conf", "services.openssh.enable");
        prints("why-nothing-with-errors", "why", "wrong.conf", "services.opennssh");
        prints("why-secret", "why", "wrong.conf", "let.password");
        file("broken.conf", "system { hostname = atlas\n");
        prints("why-broken", "why", "broken.conf", "system.hostname");
    }

    @Test
    void warnings_are_said_by_check() throws IOException {
        file("machine.conf", """
                system { hostname = atlas, stateVersion = "1" }
                services.nginx { enable = true }
                packages.install = [vim]
                """);
        prints("check", "check");
        prints("check-json", "check", "--json");
    }
}
