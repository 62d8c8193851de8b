package dev.jos.modules.shipped.network;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.SecretReference;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.formats.UnitFile;
import dev.jos.modules.units.PathUnit;
import dev.jos.modules.units.ServiceUnit;
import dev.jos.modules.units.Unit;

/// Copies of keys for networkd, which is not root, in a file system in memory.
///
/// They are made before networkd starts, and whenever one of the files is written.
final class WireGuardKeys {

    private static final String DIRECTORY = "/run/wireguard";

    /// Makes the key `$1`.
    private static final String GENERATE =
            "umask 077; mkdir -p \"${1%/*}\"; test -s \"$1\" || /usr/bin/wg genkey > \"$1\"";

    /// Gives the keys, which are the further arguments, to the tunnel `$1`, or lets networkd set it up.
    private static final String TELL = "if test -e /sys/class/net/$1; then exec wg set \"$@\"; fi;"
            + " ! systemctl -q is-active systemd-networkd.service || networkctl reload";

    private final EvaluatedConfig tunnel;
    private final String name;

    private WireGuardKeys(EvaluatedConfig tunnel) {
        this.tunnel = tunnel;
        this.name = "wireguard-keys-" + tunnel.name();
    }

    static void contribute(EvaluatedConfig tunnel, SystemDefinition system) {
        var keys = new WireGuardKeys(tunnel);
        system.unit(keys.service());
        system.unit(keys.watch());
    }

    static String privateKey(EvaluatedConfig tunnel) {
        return DIRECTORY + "/" + tunnel.name() + ".key";
    }

    /// Nothing where there is no such key.
    static String presharedKey(EvaluatedConfig tunnel, EvaluatedConfig peer) {
        return peer.get(WireGuard.PRESHARED_KEY).isEmpty()
                ? ""
                : "%s/%s.%s.psk".formatted(DIRECTORY, tunnel.name(), peer.name());
    }

    private ServiceUnit service() {
        SecretReference key = tunnel.get(WireGuard.PRIVATE_KEY);
        var unit = Unit.service(name)
                .description("Keys of the tunnel " + tunnel.name())
                .set("Unit", "DefaultDependencies", "no")
                .set("Unit", "RequiresMountsFor", UnitFile.word(key.path()))
                .after("local-fs.target")
                .before("systemd-networkd.service", "shutdown.target")
                .conflicts("shutdown.target")
                .wantedBy("systemd-networkd.service")
                .oneshot();
        if (tunnel.get(WireGuard.GENERATE_KEY)) {
            unit.execBefore("/bin/sh", "-c", GENERATE, "generate", key.path());
        } else {
            unit.condition("PathExists", literally(key));
        }
        copy(key, privateKey(tunnel), unit);
        var tell = new StringBuilder(tunnel.name() + " private-key " + privateKey(tunnel));
        tunnel.get(WireGuard.PEERS).values().forEach(peer -> peer.get(WireGuard.PRESHARED_KEY)
                .ifPresent(shared -> {
                    String copy = presharedKey(tunnel, peer);
                    copy(shared, copy, unit);
                    tell.append(" peer ")
                            .append(peer.get(WireGuard.PUBLIC_KEY))
                            .append(" preshared-key ")
                            .append(copy);
                }));
        return unit.execAfter("/bin/sh", "-c", "set -- " + tell + "; " + TELL);
    }

    private static void copy(SecretReference from, String to, ServiceUnit unit) {
        unit.exec("/usr/bin/install", "-D", "-m", "0640", "-g", "systemd-network", from.path(), to);
    }

    private PathUnit watch() {
        var unit = Unit.path(name)
                .description("Changes of the keys of the tunnel " + tunnel.name())
                .changed(literally(tunnel.get(WireGuard.PRIVATE_KEY)));
        tunnel.get(WireGuard.PEERS).values().forEach(peer -> peer.get(WireGuard.PRESHARED_KEY)
                .ifPresent(shared -> unit.changed(literally(shared))));
        return unit;
    }

    /// The path where `%` would begin a specifier.
    private static String literally(SecretReference file) {
        return file.path().replace("%", "%%");
    }
}
