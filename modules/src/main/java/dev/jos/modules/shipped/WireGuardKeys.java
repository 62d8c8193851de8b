package dev.jos.modules.shipped;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.SecretReference;
import dev.jos.modules.units.ServiceUnit;
import dev.jos.modules.units.Unit;

/// Copies of keys for networkd, which is not root, in a file system in memory.
final class WireGuardKeys {

    private static final String DIRECTORY = "/run/wireguard";

    /// Makes the key `$1`.
    private static final String GENERATE =
            "umask 077; mkdir -p \"${1%/*}\"; test -s \"$1\" || /usr/bin/wg genkey > \"$1\"";

    /// networkd reads a key when it sets up the tunnel; one that comes later needs a word.
    private static final String TELL = "! systemctl -q is-active systemd-networkd.service || networkctl reload";

    private WireGuardKeys() {}

    static String privateKey(EvaluatedConfig tunnel) {
        return DIRECTORY + "/" + tunnel.name() + ".key";
    }

    /// Nothing where there is no such key.
    static String presharedKey(EvaluatedConfig tunnel, EvaluatedConfig peer) {
        return peer.get(WireGuard.PRESHARED_KEY).isEmpty()
                ? ""
                : "%s/%s.%s.psk".formatted(DIRECTORY, tunnel.name(), peer.name());
    }

    /// To be started again when a key has come or gone.
    static ServiceUnit unit(EvaluatedConfig tunnel) {
        SecretReference key = tunnel.get(WireGuard.PRIVATE_KEY);
        var unit = Unit.service("wireguard-keys-" + tunnel.name())
                .description("Keys of the tunnel " + tunnel.name())
                .set("Unit", "DefaultDependencies", "no")
                .set("Unit", "RequiresMountsFor", "\"" + key.path() + "\"")
                .after("local-fs.target")
                .before("systemd-networkd.service", "shutdown.target")
                .conflicts("shutdown.target")
                .wantedBy("systemd-networkd.service")
                .oneshot()
                .remains();
        if (tunnel.get(WireGuard.GENERATE_KEY)) {
            unit.execBefore("/bin/sh", "-c", GENERATE, "generate", key.path());
        }
        copy(key, privateKey(tunnel), unit);
        tunnel.get(WireGuard.PEERS).values().forEach(peer -> peer.get(WireGuard.PRESHARED_KEY)
                .ifPresent(shared -> copy(shared, presharedKey(tunnel, peer), unit)));
        return unit.execAfter("/bin/sh", "-c", TELL);
    }

    private static void copy(SecretReference from, String to, ServiceUnit unit) {
        unit.exec("/usr/bin/install", "-D", "-m", "0640", "-g", "systemd-network", from.path(), to);
    }
}
