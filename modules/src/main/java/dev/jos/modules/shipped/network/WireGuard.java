package dev.jos.modules.shipped.network;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.cidr;
import static dev.jos.config.Types.duration;
import static dev.jos.config.Types.integer;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.mapOf;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.port;
import static dev.jos.config.Types.secret;
import static dev.jos.config.Types.submodule;

import dev.jos.config.Data;
import dev.jos.config.Definitions;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.config.SecretReference;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.shipped.base.Container;
import dev.jos.modules.shipped.base.Words;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Encrypted tunnels by WireGuard, which systemd-networkd sets up.
///
/// Keys stay in files of their own on the machine, which only root needs to be able to read: [WireGuardKeys].
public final class WireGuard implements SystemModule {

    private static final String PEER = "WireGuardPeer";

    static final Option<List<String>> ADDRESSES = option(
                    "addresses", list(cidr()), "Addresses of the machine in the tunnel, with their prefix length.")
            .defaultsTo(List.of())
            .example("[10.7.0.1/24]");

    static final Option<Optional<Integer>> LISTEN_PORT = option(
                    "listenPort",
                    nullable(port()),
                    "The UDP port at which others find the machine, which the firewall then lets in. Without one, only this machine can begin.")
            .defaultsTo(Optional.empty())
            .example("51820");

    static final Option<Boolean> OPEN_FIREWALL = option(
                    "openFirewall", bool(), "Whether the firewall lets packets to `listenPort` in.")
            .defaultsTo(true);

    static final Option<SecretReference> PRIVATE_KEY = option(
                    "privateKeyFile", secret(), "The file with the machine's private key, as wg(8) prints it.")
            .example("/var/lib/secrets/wireguard");

    static final Option<Boolean> GENERATE_KEY = option(
                    "generatePrivateKey",
                    bool(),
                    "Whether to make a private key when the file is not there. `wg show` then tells the public one.")
            .defaultsTo(false);

    static final Option<Optional<Integer>> MTU = option(
                    "mtu", nullable(integer(68, 65535)), "The size of the largest packet in the tunnel, in bytes.")
            .defaultsTo(Optional.empty())
            .example("1420");

    static final Option<Optional<Integer>> MARK = option(
                    "firewallMark",
                    nullable(integer(1, Integer.MAX_VALUE)),
                    "A mark for the packets that carry the tunnel.")
            .defaultsTo(Optional.empty());

    static final Option<Boolean> ROUTES = option(
                    "routes", bool(), "Whether packets for the `allowedIps` of the peers are sent into the tunnel.")
            .defaultsTo(true);

    static final Option<String> PUBLIC_KEY = option(
                    "publicKey",
                    matching("a key of WireGuard, 44 characters that end in `=`", WireGuard::isKey),
                    "The public key of the peer, as `wg pubkey` prints it.")
            .example("\"xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg=\"");

    static final Option<Optional<SecretReference>> PRESHARED_KEY = option(
                    "presharedKeyFile",
                    nullable(secret()),
                    "A file with a key that only the two know, as `wg genpsk` prints it.")
            .defaultsTo(Optional.empty());

    static final Option<List<String>> ALLOWED_IPS = option(
                    "allowedIps",
                    list(cidr()),
                    "The addresses that the peer has in the tunnel, and networks behind it.")
            .defaultsTo(List.of())
            .example("[10.7.0.2/32]");

    static final Option<Optional<String>> ENDPOINT = option(
                    "endpoint",
                    nullable(matching("a host and a port, such as `vpn.example.org:51820`", WireGuard::isEndpoint)),
                    "Where to find the peer. Without it, the peer has to begin.")
            .defaultsTo(Optional.empty())
            .example("\"vpn.example.org:51820\"");

    static final Option<Optional<Duration>> KEEP_ALIVE = option(
                    "persistentKeepalive",
                    nullable(duration()),
                    "How often to send something, so that NAT on the way does not forget the tunnel.")
            .defaultsTo(Optional.empty())
            .example("25s");

    static final Option<SortedMap<String, EvaluatedConfig>> PEERS = option(
                    "peers",
                    mapOf("peer", submodule(PUBLIC_KEY, PRESHARED_KEY, ALLOWED_IPS, ENDPOINT, KEEP_ALIVE))
                            .withKeys("a name of letters, digits, `-`, `_` and `.`", Words::isUnit),
                    "The machines at the other ends, by a name of your choice.")
            .defaultsTo(Collections.emptySortedMap());

    public static final Option<SortedMap<String, EvaluatedConfig>> INTERFACES = option(
                    "networking.wireguard.interfaces",
                    mapOf(
                                    "name",
                                    submodule(
                                            ADDRESSES,
                                            LISTEN_PORT,
                                            OPEN_FIREWALL,
                                            PRIVATE_KEY,
                                            GENERATE_KEY,
                                            MTU,
                                            MARK,
                                            ROUTES,
                                            PEERS))
                            .withKeys(Words.DEVICE_NAME, Words::isDevice),
                    "Tunnels of WireGuard, by the name of their network interface. Each is an entry of `networking.interfaces`, too.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ wg0 { addresses = [10.7.0.1/24], privateKeyFile = /var/lib/secrets/wireguard } }")
            .inNixos("networking.wg-quick.interfaces");

    @Override
    public List<Option<?>> options() {
        return List.of(INTERFACES);
    }

    @Override
    public void define(Definitions define) {
        define.setData(
                Networking.INTERFACES,
                config -> entries(
                        config, tunnel -> Map.of("addresses", ADDRESSES.type().plain(tunnel.get(ADDRESSES)))));
        define.suggestData(
                Networking.INTERFACES, config -> entries(config, any -> Map.of("requiredForOnline", Data.of(false))));
    }

    private static Data entries(EvaluatedConfig config, Function<EvaluatedConfig, Map<String, Data>> entry) {
        var entries = new TreeMap<String, Data>();
        config.get(INTERFACES).forEach((name, tunnel) -> entries.put(name, new Data.Table(entry.apply(tunnel))));
        return new Data.Table(entries);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (config.get(Container.ENABLE)) {
            return;
        }
        config.get(INTERFACES).forEach((name, tunnel) -> {
            system.installPackage("wireguard-tools");
            WireGuardKeys.contribute(tunnel, system);
            system.etcFile("systemd/network/10-%s.netdev".formatted(name), device(tunnel));
            system.healthCheck(HealthCheck.succeeds("wireguard-" + name, "/usr/bin/wg", "show", name)
                    .describedAs("the tunnel " + name + " exists"));
            tunnel.get(LISTEN_PORT).filter(port -> tunnel.get(OPEN_FIREWALL)).ifPresent(system::openUdpPort);
        });
    }

    private static String device(EvaluatedConfig tunnel) {
        var file = VirtualInterfaces.device("wireguard", tunnel)
                .set("NetDev", "MTUBytes", number(tunnel.get(MTU)))
                .set("WireGuard", "PrivateKeyFile", WireGuardKeys.privateKey(tunnel))
                .set("WireGuard", "ListenPort", number(tunnel.get(LISTEN_PORT)))
                .set("WireGuard", "FirewallMark", number(tunnel.get(MARK)))
                .set("WireGuard", "RouteTable", tunnel.get(ROUTES) ? "main" : "off");
        tunnel.get(PEERS).values().forEach(peer -> file.begin(PEER)
                .set(PEER, "PublicKey", peer.get(PUBLIC_KEY))
                .set(PEER, "PresharedKeyFile", WireGuardKeys.presharedKey(tunnel, peer))
                .set(PEER, "AllowedIPs", String.join(",", peer.get(ALLOWED_IPS)))
                .set(PEER, "Endpoint", peer.get(ENDPOINT).orElse(""))
                .set(
                        PEER,
                        "PersistentKeepalive",
                        peer.get(KEEP_ALIVE)
                                .map(time -> String.valueOf(time.toSeconds()))
                                .orElse("")));
        return file.toString();
    }

    private static String number(Optional<Integer> number) {
        return number.map(String::valueOf).orElse("");
    }

    private static boolean isKey(String text) {
        return text.length() == 44
                && text.endsWith("=")
                && text.substring(0, 43).chars().allMatch(c -> Words.isLetterOrDigit((char) c) || c == '+' || c == '/');
    }

    private static boolean isEndpoint(String text) {
        int colon = text.lastIndexOf(':');
        String host = text.substring(0, Math.max(colon, 0));
        boolean literal = host.startsWith("[") && host.endsWith("]");
        return PortRanges.isPort(text.substring(colon + 1)) && (literal || Words.isHostname(host));
    }
}
