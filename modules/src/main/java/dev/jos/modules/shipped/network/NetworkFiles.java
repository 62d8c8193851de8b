package dev.jos.modules.shipped.network;

import dev.jos.config.EvaluatedConfig;
import dev.jos.modules.formats.UnitFile;
import java.util.Optional;

/// What networkd and udev are told about one interface: systemd.network(5) and systemd.link(5).
final class NetworkFiles {

    private static final String NETWORK = "Network";

    private NetworkFiles() {}

    /// The name of the file without suffix. Of all files that match the first one wins, so exact names come before
    /// hardware addresses, which virtual interfaces share with real ones, and both before patterns.
    static String name(EvaluatedConfig port) {
        return order(port) + "-" + port.name().replace('*', '_');
    }

    private static String order(EvaluatedConfig port) {
        if (port.get(InterfaceOptions.MATCH_MAC).isPresent()) {
            return "20";
        }
        return deviceName(port).isPresent() ? "10" : "50";
    }

    /// What the kernel calls the interface, as far as the configuration says so.
    static Optional<String> deviceName(EvaluatedConfig port) {
        Optional<String> name = pattern(port).filter(text -> text.indexOf('*') < 0 && text.indexOf('?') < 0);
        return port.get(InterfaceOptions.MATCH_TYPE).isPresent() ? Optional.empty() : name;
    }

    private static Optional<String> pattern(EvaluatedConfig port) {
        if (port.get(InterfaceOptions.RENAME)) {
            return Optional.of(port.name());
        }
        boolean otherwise = port.get(InterfaceOptions.MATCH_MAC).isPresent()
                || port.get(InterfaceOptions.MATCH_TYPE).isPresent();
        return port.get(InterfaceOptions.MATCH_NAME).or(() -> otherwise ? Optional.empty() : Optional.of(port.name()));
    }

    static String network(EvaluatedConfig port) {
        var file = new UnitFile();
        match(port, file);
        link(port, file);
        protocols(port, file);
        file.set(NETWORK, "Bridge", port.get(InterfaceOptions.BRIDGE).orElse(""))
                .set(NETWORK, "Bond", port.get(InterfaceOptions.BOND).orElse(""))
                .each(NETWORK, "VLAN", port.get(InterfaceOptions.VLANS));
        port.get(InterfaceOptions.ROUTES).forEach(route -> RouteOptions.write(route, file));
        DhcpServer.write(port, file);
        RouterAdvertisement.write(port, file);
        port.get(InterfaceOptions.SETTINGS).forEach(file::settings);
        return file.toString();
    }

    private static void match(EvaluatedConfig port, UnitFile file) {
        boolean renamed = port.get(InterfaceOptions.RENAME);
        var type = port.get(InterfaceOptions.MATCH_TYPE);
        file.set("Match", "Name", pattern(port).orElse(""))
                .set(
                        "Match",
                        "MACAddress",
                        renamed ? "" : port.get(InterfaceOptions.MATCH_MAC).orElse(""))
                .set("Match", "Type", type.orElse(""))
                .set("Match", "Kind", type.isPresent() ? "!*" : "");
    }

    private static void link(EvaluatedConfig port, UnitFile file) {
        file.set("Link", "MACAddress", port.get(InterfaceOptions.MAC_ADDRESS).orElse(""))
                .set(
                        "Link",
                        "MTUBytes",
                        port.get(InterfaceOptions.MTU).map(String::valueOf).orElse(""))
                .set("Link", "RequiredForOnline", port.get(InterfaceOptions.REQUIRED) ? "" : "no");
    }

    private static void protocols(EvaluatedConfig port, UnitFile file) {
        var linkLocal = port.get(InterfaceOptions.LINK_LOCAL);
        file.set(NETWORK, "DHCP", port.get(InterfaceOptions.DHCP).word())
                .set(NETWORK, "LinkLocalAddressing", linkLocal == InterfaceOptions.Family.IPV6 ? "" : linkLocal.word())
                .set(
                        NETWORK,
                        "IPv6AcceptRA",
                        port.get(InterfaceOptions.ACCEPT_RA)
                                .map(NetworkFiles::yesOrNo)
                                .orElse(""))
                .set(NETWORK, "IPv6PrivacyExtensions", port.get(InterfaceOptions.PRIVACY) ? "yes" : "")
                .each(NETWORK, "Address", port.get(InterfaceOptions.ADDRESSES))
                .each(NETWORK, "Gateway", port.get(InterfaceOptions.GATEWAYS))
                .each(NETWORK, "DNS", port.get(InterfaceOptions.DNS))
                .set(NETWORK, "Domains", port.get(InterfaceOptions.DOMAINS))
                .set(NETWORK, "DHCPServer", port.get(DhcpServer.ENABLE) ? "yes" : "")
                .set(NETWORK, "IPv6SendRA", port.get(RouterAdvertisement.ENABLE) ? "yes" : "");
    }

    private static String yesOrNo(boolean flag) {
        return flag ? "yes" : "no";
    }

    /// Whether udev has to be told anything.
    static boolean hasLink(EvaluatedConfig port) {
        return port.get(InterfaceOptions.RENAME) || port.get(InterfaceOptions.WAKE_ON_LAN);
    }

    /// It takes the place of `99-default.link`, whose policies it repeats. VLANs and bridges share the address of
    /// what they stand on, but not the permanent one.
    static String linkFile(EvaluatedConfig port) {
        boolean renamed = port.get(InterfaceOptions.RENAME);
        return new UnitFile()
                .set(
                        "Match",
                        "PermanentMACAddress",
                        port.get(InterfaceOptions.MATCH_MAC).orElse(""))
                .set("Link", "Name", renamed ? port.name() : "")
                .set("Link", "NamePolicy", renamed ? "" : "keep kernel database onboard slot path")
                .set("Link", "AlternativeNamesPolicy", "database onboard slot path mac")
                .set("Link", "MACAddressPolicy", "persistent")
                .set("Link", "WakeOnLan", port.get(InterfaceOptions.WAKE_ON_LAN) ? "magic" : "")
                .toString();
    }
}
