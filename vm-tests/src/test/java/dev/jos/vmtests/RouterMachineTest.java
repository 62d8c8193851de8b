package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.jos.vmtests.MachineTest.Cable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The router of the examples and the client behind it, which has no other way outside.
@MachineTest(
        name = "router",
        config = "examples/router/machine.conf",
        cables = @Cable(to = "home", mac = "52:54:00:00:01:01"),
        memory = 512)
@MachineTest(
        name = "client",
        config = "examples/router/client/machine.conf",
        cables = @Cable(to = "home", mac = "52:54:00:00:01:02"),
        outside = false,
        memory = 512)
class RouterMachineTest {

    private static final Path EXAMPLE =
            Path.of(System.getProperty("jos.source.root", "..")).resolve("examples/router");
    private static final String GUESTS_ADDRESS = "192.168.8.2";

    /// Waits until both are up and the client has its address.
    private static void connect(Machine router, Machine client) {
        router.waitForUnit("multi-user.target");
        client.waitForUnit("multi-user.target");
        client.waitUntilSucceeds("ip -4 -br address show dev uplink | grep 192.168.7.");
    }

    /// Whether `machine` can connect to a TCP port: prints 0, or 124 if nothing at all answers.
    private static String connecting(String address, int port) {
        return "timeout 5 bash -c '</dev/tcp/%s/%d' 2>/dev/null; echo $?".formatted(address, port);
    }

    private static void install(Machine machine, String keyOfExample, String file) throws IOException {
        machine.succeed("umask 077; mkdir -p $(dirname " + file + "); cat > " + file + " <<'END'\n"
                + Files.readString(EXAMPLE.resolve(keyOfExample)) + "END");
    }

    @Test
    void everything_is_up_and_nothing_has_failed(Machine router, Machine client) {
        connect(router, client);

        String failed = "systemctl list-units --failed --plain --no-legend";
        assertThat(router.succeed(failed)).isEmpty();
        assertThat(client.succeed(failed)).isEmpty();
        assertThat(router.succeed("ip -4 -br address show dev wan")).contains("10.0.2.");
        assertThat(router.succeed("journalctl -b -u systemd-networkd -o cat")).doesNotContain("Unknown key");
    }

    @Test
    void the_client_gets_the_address_that_is_kept_for_it(Machine router, Machine client) {
        connect(router, client);

        assertThat(client.succeed("ip -4 -br address show dev uplink")).contains("192.168.7.20/24");
        assertThat(client.succeed("ip route show default")).contains("via 192.168.7.1 dev uplink");
        assertThat(client.succeed("resolvectl dns uplink")).contains("192.168.7.1");
        client.waitUntilSucceeds("ip -6 -br address show dev uplink | grep fd00:7:");
    }

    @Test
    void the_client_reaches_the_outside_with_the_address_of_the_router(Machine router, Machine client)
            throws IOException {
        connect(router, client);
        HttpServer outside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        outside.createContext("/", exchange -> {
            byte[] page = "outside".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        outside.start();
        try {
            String address = "http://10.0.2.2:" + outside.getAddress().getPort() + "/";

            assertThat(client.waitUntilSucceeds("curl -sf --max-time 20 " + address))
                    .isEqualTo("outside\n");
        } finally {
            outside.stop(0);
        }
    }

    @Test
    void a_port_of_the_router_leads_to_the_client(Machine router, Machine client) {
        connect(router, client);
        client.waitForOpenPort(80);

        assertThat(router.page("/")).contains("Behind the router");
    }

    @Test
    void closed_ports_are_silent_and_open_ones_answer(Machine router, Machine client) {
        connect(router, client);
        for (int port : new int[] {8000, 9000}) {
            router.start("python3 -m http.server " + port);
            router.waitForOpenPort(port);
        }
        client.start("python3 -m http.server 8080");
        client.waitForOpenPort(8080);
        client.waitForOpenPort(80);

        assertThat(client.succeed(connecting("192.168.7.1", 8000))).isEqualTo("0\n");
        assertThat(client.succeed(connecting("192.168.7.1", 9000))).isEqualTo("124\n");
        assertThat(router.succeed(connecting("192.168.7.20", 80))).isEqualTo("0\n");
        assertThat(router.succeed(connecting("192.168.7.20", 8080))).isEqualTo("124\n");
    }

    @Test
    void guests_have_a_network_of_their_own_with_fewer_rights(Machine router, Machine client) {
        connect(router, client);
        router.start("python3 -m http.server 8001");
        router.waitForOpenPort(8001);

        client.waitUntilSucceeds("ping -c 1 -W 5 -I " + GUESTS_ADDRESS + " 192.168.8.1");
        assertThat(router.succeed("ip -d link show dev guests")).contains("vlan protocol 802.1Q id 20");
        assertThat(client.succeed(connecting("192.168.7.1", 8001))).isEqualTo("0\n");
        assertThat(client.succeed(connecting("192.168.8.1", 8001))).isEqualTo("124\n");
    }

    @Test
    void the_tunnel_works_once_the_keys_are_there(Machine router, Machine client) throws IOException {
        connect(router, client);

        install(router, "test-wireguard-router", "/var/lib/secrets/wireguard");
        install(client, "test-wireguard-client", "/var/lib/secrets/wireguard");

        // Through the tunnel: before it is there, the router answers to its address in it by the ordinary way too.
        // And it learns from this where the client is.
        client.waitUntilSucceeds("ping -c 1 -W 5 -I wg0 10.7.0.1");
        client.waitForOpenPort(80);
        assertThat(router.waitUntilSucceeds("busybox wget -q -T 20 -O - http://10.7.0.2/"))
                .contains("Behind the router");
        router.checkHealth();
        client.checkHealth();
    }

    @Test
    void the_router_serves_names_and_the_time(Machine router, Machine client) {
        connect(router, client);

        assertThat(client.waitUntilSucceeds("resolvectl query router.home.arpa"))
                .contains("router.home.arpa: 192.168.7.1");
        client.waitUntilSucceeds("timedatectl show-timesync -p ServerAddress --value | grep -x 192.168.7.1");
        client.waitUntilSucceeds("timedatectl show -p NTPSynchronized --value | grep -x yes");
    }

    @Test
    void who_fails_to_log_in_three_times_is_shut_out(Machine router, Machine client) throws IOException {
        connect(router, client);
        install(router, "test-host-key", "/etc/ssh/ssh_host_ed25519_key");
        router.succeed("systemctl restart ssh.service");
        router.waitUntilSucceeds("fail2ban-client status sshd");
        router.waitForOpenPort(22);

        for (int i = 0; i < 3; i++) {
            // The client knows the router's key: it is refused by the router, and refuses nothing itself.
            assertThat(client.fail("ssh -o BatchMode=yes -o ConnectTimeout=60 nobody-knows@192.168.7.1 true")
                            .errors())
                    .contains("Permission denied (publickey)");
        }

        router.waitUntilSucceeds("fail2ban-client get sshd banip | grep 192.168.7.20");
        assertThat(router.succeed("nft list ruleset")).contains("192.168.7.20");
        client.waitUntilSucceeds("test \"$(" + connecting("192.168.7.1", 22) + ")\" != 0");
        router.succeed("fail2ban-client set sshd unbanip 192.168.7.20");
        client.waitUntilSucceeds("test \"$(" + connecting("192.168.7.1", 22) + ")\" = 0");
    }

    @Test
    void whoever_logs_in_has_the_limits_and_the_rights_that_were_declared(Machine router) {
        router.waitForUnit("multi-user.target");

        assertThat(router.ssh("alice", "test-key", "ulimit -n")).isEqualTo("4096\n");
        assertThat(router.ssh("alice", "test-key", "sudo -n nft list ruleset")).contains("table inet firewall");
        assertThat(router.ssh("alice", "test-key", "sudo -n id || echo refused"))
                .isEqualTo("refused\n");
    }
}
