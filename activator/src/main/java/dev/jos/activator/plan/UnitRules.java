package dev.jos.activator.plan;

import dev.jos.activator.units.SystemUnit;
import dev.jos.activator.units.UnitName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How particular units want to be treated. What a unit says itself, by keys that begin with `X-` in its `[Unit]` or
/// `[Service]` section, comes before what is known here of Debian's units.
///
/// | key | what it means |
/// |---|---|
/// | `X-RestartIfChanged=false` | goes on as it is, until the next boot |
/// | `X-ReloadIfChanged=true` | is reloaded where it would be restarted |
/// | `X-StopIfChanged=true` | stops as the old system says before the new one is there |
/// | `X-OnlyManualStart=true` | is never started by a switch |
/// | `X-Restart-Triggers=`, `X-Reload-Triggers=` | paths: when something at or below them changes |
final class UnitRules {

    /// Restarting these throws somebody out, or is refused: sessions, displays, terminals.
    private static final Set<String> NEVER = Set.of(
            "autovt@",
            "console-getty",
            "container-getty@",
            "display-manager",
            "emergency",
            "gdm",
            "getty@",
            "lightdm",
            "rescue",
            "sddm",
            "serial-getty@",
            "systemd-user-sessions",
            "user-runtime-dir@",
            "user@");

    /// Every session and service on the bus would lose its connection.
    private static final Set<String> RELOADED = Set.of("dbus", "dbus-broker");

    /// Which files the units of Debian read, beyond the directory in `/etc` that has their own name.
    private static final Map<String, List<String>> RESTART_FILES = Map.of(
            "systemd-journald", List.of("etc/systemd/journald.conf", "etc/systemd/journald.conf.d"),
            "systemd-logind", List.of("etc/systemd/logind.conf", "etc/systemd/logind.conf.d"),
            "systemd-resolved", List.of("etc/systemd/resolved.conf", "etc/systemd/resolved.conf.d"),
            "systemd-timesyncd", List.of("etc/systemd/timesyncd.conf", "etc/systemd/timesyncd.conf.d"),
            "systemd-oomd", List.of("etc/systemd/oomd.conf", "etc/systemd/oomd.conf.d"),
            "systemd-networkd", List.of("etc/systemd/networkd.conf", "etc/systemd/networkd.conf.d"),
            "NetworkManager", List.of("etc/NetworkManager/NetworkManager.conf", "etc/NetworkManager/conf.d"));

    /// What these read again without being away.
    private static final Map<String, List<String>> RELOAD_FILES = Map.ofEntries(
            Map.entry("apache2", List.of("etc/apache2")),
            Map.entry("dovecot", List.of("etc/dovecot")),
            Map.entry("fail2ban", List.of("etc/fail2ban")),
            Map.entry("haproxy", List.of("etc/haproxy")),
            Map.entry("named", List.of("etc/bind")),
            Map.entry("nftables", List.of("etc/nftables.conf", "etc/nftables.d")),
            Map.entry("nginx", List.of("etc/nginx")),
            Map.entry("postfix", List.of("etc/postfix")),
            Map.entry("prometheus", List.of("etc/prometheus")),
            Map.entry("ssh", List.of("etc/ssh")),
            Map.entry("systemd-networkd", List.of("etc/systemd/network")),
            Map.entry("unbound", List.of("etc/unbound")));

    private UnitRules() {}

    enum Treatment {
        NORMAL,
        RELOADED,
        NEVER
    }

    static Treatment treatment(SystemUnit unit) {
        UnitName name = unit.name();
        if (!own(unit, "X-RestartIfChanged", true) || NEVER.contains(known(name))) {
            return Treatment.NEVER;
        }
        // They ran when the machine started, and are told what is new by the tasks of a switch.
        if (unit.isEarly() && unit.isOneshot()) {
            return Treatment.NEVER;
        }
        return own(unit, "X-ReloadIfChanged", false) || RELOADED.contains(known(name))
                ? Treatment.RELOADED
                : Treatment.NORMAL;
    }

    static boolean stopsFirst(SystemUnit unit) {
        return own(unit, "X-StopIfChanged", false);
    }

    static boolean startedByHand(SystemUnit unit) {
        return own(unit, "X-OnlyManualStart", false);
    }

    /// The paths in a tree whose change means a restart.
    static List<String> restartFiles(SystemUnit unit) {
        var files = new ArrayList<>(declared(unit, "X-Restart-Triggers"));
        files.addAll(RESTART_FILES.getOrDefault(unit.name().prefix(), List.of()));
        files.addAll(UnitFiles.configuration(unit));
        return files;
    }

    /// The paths in a tree whose change means that the unit reads them again.
    static List<String> reloadFiles(SystemUnit unit) {
        var files = new ArrayList<>(declared(unit, "X-Reload-Triggers"));
        files.addAll(RELOAD_FILES.getOrDefault(unit.name().prefix(), List.of()));
        return files;
    }

    private static List<String> declared(SystemUnit unit, String key) {
        return unit.settings().words("Unit", key).stream()
                .map(path -> path.replaceFirst("^/+", ""))
                .toList();
    }

    private static boolean own(SystemUnit unit, String key, boolean otherwise) {
        return unit.settings().flag("Unit", key, unit.settings().flag("Service", key, otherwise));
    }

    private static String known(UnitName name) {
        if (!name.type().equals("service")) {
            return name.text();
        }
        return name.stem().contains("@") ? name.prefix() + "@" : name.stem();
    }
}
