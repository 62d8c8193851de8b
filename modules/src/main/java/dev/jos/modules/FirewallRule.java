package dev.jos.modules;

/// A rule for packets that reach the machine, as one line of nft(8) in the chain `input`.
///
/// Rules are tried after those for established connections and trusted interfaces, and before the ports that are
/// open to everybody; what no rule accepts is dropped.
public record FirewallRule(String line) {

    public FirewallRule {
        if (line.isBlank() || line.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("not one line: `" + line + "`");
        }
    }

    /// Accepts connections to a TCP port; narrow it with [#from] or [#onInterface].
    public static FirewallRule tcp(int port) {
        return new FirewallRule("tcp dport " + port + " accept");
    }

    /// Accepts packets to a UDP port; narrow it with [#from] or [#onInterface].
    public static FirewallRule udp(int port) {
        return new FirewallRule("udp dport " + port + " accept");
    }

    /// This rule for packets from an address or a network only, such as `192.0.2.0/24` or `2001:db8::/32`.
    public FirewallRule from(String network) {
        return new FirewallRule((network.indexOf(':') < 0 ? "ip" : "ip6") + " saddr " + network + " " + line);
    }

    /// This rule for packets that come in through one network interface only.
    public FirewallRule onInterface(String name) {
        return new FirewallRule("iifname \"" + name + "\" " + line);
    }
}
