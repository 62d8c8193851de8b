package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The router of the examples, with a client that is a network namespace on one of the ports of its bridge.
@MachineTest(config = "examples/router/machine.conf")
class RouterMachineTest {

    private static final Path EXAMPLE =
            Path.of(System.getProperty("jos.source.root", "..")).resolve("examples/router");

    /// What udhcpc(8) runs when it has an address.
    private static final String LEASED = """
            #!/bin/sh
            [ "$1" = bound ] || exit 0
            ip address replace $ip/$mask dev $interface
            ip route replace default via $router
            echo "ip=$ip router=$router dns=$dns ntp=$ntpsrv" > /run/lease
            """;

    /// A cable from the bridge to a namespace that has the hardware address of the example's client.
    private static final String PLUG_IN = """
            test -e /run/lease && exit
            ip netns add client &&
            ip link add port2 type veth peer name eth0 netns client address 52:54:00:00:01:02 &&
            ip link set port2 master lan up &&
            ip -n client link set lo up &&
            ip -n client link set eth0 up &&
            ip netns exec client busybox udhcpc -i eth0 -f -q -t 20 -O ntpsrv -s /run/leased >&2
            """;

    /// The lease, after waiting for it.
    private static String client(Machine router) throws IOException {
        router.waitForUnit("multi-user.target");
        router.succeed("cat > /run/leased <<'END' && chmod +x /run/leased\n" + LEASED + "END");
        router.succeed(PLUG_IN);
        return router.succeed("cat /run/lease");
    }

    private static String inClient(String command) {
        return "ip netns exec client " + command;
    }

    /// Whether the client can connect to a TCP port of the router: prints the status of timeout(1).
    private static String connecting(int port) {
        return inClient("timeout 5 bash -c '</dev/tcp/192.168.7.1/%d' 2>/dev/null; echo $?".formatted(port));
    }

    @Test
    void everything_is_up_and_healthy(Machine router) {
        router.waitForUnit("multi-user.target");

        assertThat(router.succeed("systemctl list-units --failed --plain --no-legend"))
                .isEmpty();
        assertThat(router.succeed("ip -4 -br address show dev wan")).contains("10.0.2.");
        assertThat(router.succeed("journalctl -b -u systemd-networkd -o cat")).doesNotContain("Unknown key");
    }

    @Test
    void a_client_gets_the_address_that_is_kept_for_it(Machine router) throws IOException {
        assertThat(client(router))
                .contains("ip=192.168.7.20")
                .contains("router=192.168.7.1")
                .contains("dns=192.168.7.1")
                .contains("ntp=192.168.7.1");
    }

    @Test
    void a_client_reaches_the_outside_with_the_address_of_the_router(Machine router) throws IOException {
        client(router);
        HttpServer outside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        outside.createContext("/", exchange -> {
            byte[] page = "outside".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        outside.start();
        try {
            assertThat(router.waitUntilSucceeds(inClient("busybox wget -q -T 20 -O - http://10.0.2.2:"
                            + outside.getAddress().getPort() + "/")))
                    .isEqualTo("outside\n");
        } finally {
            outside.stop(0);
        }
    }

    @Test
    void a_port_of_the_router_leads_to_the_client(Machine router) throws IOException {
        client(router);
        router.succeed("mkdir -p /run/site && echo '<h1>Behind the router</h1>' > /run/site/index.html");
        router.start(inClient("python3 -m http.server 80 --directory /run/site"));
        router.waitUntilSucceeds(inClient("ss -Hltn 'sport = :80' | grep -q ."));

        assertThat(router.page("/")).contains("Behind the router");
    }

    @Test
    void a_closed_port_is_silent_and_an_open_one_answers(Machine router) throws IOException {
        client(router);
        router.start("python3 -m http.server 8000");
        router.start("python3 -m http.server 9000");
        router.waitForOpenPort(8000);
        router.waitForOpenPort(9000);

        assertThat(router.succeed(connecting(8000))).isEqualTo("0\n");
        assertThat(router.succeed(connecting(9000))).isEqualTo("124\n");
    }

    @Test
    void a_guest_has_a_network_of_its_own(Machine router) throws IOException {
        client(router);
        router.succeed("ip -n client link add link eth0 name guests type vlan id 20;"
                + " ip -n client link set guests up; ip -n client address add 192.168.8.2/24 dev guests");

        router.waitUntilSucceeds(inClient("ping -c 1 -W 5 192.168.8.1"));
        assertThat(router.succeed("ip -d link show dev guests")).contains("vlan protocol 802.1Q id 20");
    }

    @Test
    void the_tunnel_works_once_the_key_is_there(Machine router) throws IOException {
        client(router);
        String routersKey = Files.readString(EXAMPLE.resolve("test-wireguard-router"));
        String clientsKey = Files.readString(EXAMPLE.resolve("test-wireguard-client"));

        router.succeed("umask 077; mkdir -p /var/lib/secrets; cat > /var/lib/secrets/wireguard <<'END'\n" + routersKey
                + "END\ncat > /run/client.key <<'END'\n" + clientsKey + "END");
        String publicKey = router.waitUntilSucceeds("wg show wg0 public-key | grep =");
        router.succeed("ip -n client link add wg0 type wireguard && ip netns exec client wg set wg0"
                + " private-key /run/client.key peer " + publicKey.strip()
                + " endpoint 192.168.7.1:51820 allowed-ips 10.7.0.0/24 &&"
                + " ip -n client address add 10.7.0.2/24 dev wg0 && ip -n client link set wg0 up");

        router.waitUntilSucceeds(inClient("ping -c 1 -W 5 10.7.0.1"));
        router.checkHealth();
    }

    @Test
    void the_router_serves_the_time_and_names(Machine router) throws IOException {
        client(router);

        assertThat(
                        router.waitUntilSucceeds(
                                inClient(
                                        "chronyd -Q -t 20 'server 192.168.7.1 iburst'"
                                                + " 'pidfile /run/asking.pid' 'bindcmdaddress /' 'cmdport 0' 2>&1 | grep 'System clock wrong'")))
                .contains("System clock wrong by");
        assertThat(router.waitUntilSucceeds(inClient("busybox nslookup router.home.arpa 192.168.7.1")))
                .contains("192.168.7.1");
    }

    @Test
    void who_fails_to_log_in_three_times_is_shut_out(Machine router) throws IOException {
        client(router);
        router.waitUntilSucceeds("fail2ban-client status sshd");
        router.waitForOpenPort(22);
        String attempt = inClient("ssh -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null"
                + " -o ConnectTimeout=60 nobody-knows@192.168.7.1 true");

        for (int i = 0; i < 3; i++) {
            router.fail(attempt);
        }

        router.waitUntilSucceeds("fail2ban-client get sshd banip | grep 192.168.7.20");
        assertThat(router.succeed("nft list ruleset")).contains("192.168.7.20");
        router.waitUntilSucceeds("test \"$(" + connecting(22) + ")\" != 0");
        router.succeed("fail2ban-client set sshd unbanip 192.168.7.20");
        router.waitUntilSucceeds("test \"$(" + connecting(22) + ")\" = 0");
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
