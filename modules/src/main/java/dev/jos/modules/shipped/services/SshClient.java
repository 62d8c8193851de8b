package dev.jos.modules.shipped.services;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.coerced;
import static dev.jos.config.Types.lines;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.mapOf;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.settings;
import static dev.jos.config.Types.submodule;

import dev.jos.config.Data;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.formats.KeyValueFile;
import dev.jos.modules.shipped.users.Users;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/// ssh(1) for everybody on the machine: which hosts it knows, and how it reaches them.
public final class SshClient implements SystemModule {

    static final Option<List<String>> HOST_NAMES = option(
                    "hostNames",
                    list(matching("a host name, an address, or `[host]:port`", SshClient::isWord)),
                    "The names and addresses of the host.")
            .defaultsTo(host -> List.of(host.name()), "the name of the entry")
            .example("[git.example.org, 192.0.2.7, \"[git.example.org]:2222\"]");

    static final Option<List<String>> EXTRA_NAMES = option(
                    "extraHostNames",
                    list(matching("a host name, an address, or `[host]:port`", SshClient::isWord)),
                    "Further names and addresses of the host.")
            .defaultsTo(List.of());

    static final Option<List<String>> PUBLIC_KEYS = option(
                    "publicKeys",
                    coerced(Users.sshKey(), List::of, list(Users.sshKey())),
                    "The keys by which the host is known, as `ssh-keyscan` prints them after the name.")
            .example("[\"ssh-ed25519 AAAA…\"]");

    static final Option<Boolean> AUTHORITY = option(
                    "certAuthority",
                    bool(),
                    "Whether the keys are those of an authority, which signs the keys of hosts.")
            .defaultsTo(false);

    public static final Option<SortedMap<String, EvaluatedConfig>> KNOWN_HOSTS = option(
                    "programs.ssh.knownHosts",
                    mapOf("host", submodule(HOST_NAMES, EXTRA_NAMES, PUBLIC_KEYS, AUTHORITY)),
                    "Hosts that ssh(1) knows, so that nobody has to trust their key at first sight.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ \"git.example.org\".publicKeys = \"ssh-ed25519 AAAA…\" }");

    public static final Option<SortedMap<String, Data.Table>> HOSTS = option(
                    "programs.ssh.hosts",
                    mapOf("pattern", settings()),
                    "How to reach hosts, by name or pattern, with settings named as in ssh_config(5).")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ \"*.example.org\" { User = deploy, ProxyJump = gate.example.org } }");

    public static final Option<String> EXTRA = option(
                    "programs.ssh.extraConfig", lines(), "Further lines of ssh_config(5), tried before `hosts`.")
            .defaultsTo("");

    @Override
    public List<Option<?>> options() {
        return List.of(KNOWN_HOSTS, HOSTS, EXTRA);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        String settings = clientConfig(config);
        if (config.get(KNOWN_HOSTS).isEmpty() && settings.isEmpty()) {
            return;
        }
        system.installPackage("openssh-client");
        system.healthCheck(HealthCheck.succeeds("ssh-client", "/usr/bin/ssh", "-G", "localhost")
                .describedAs("the settings of ssh can be read"));
        if (!config.get(KNOWN_HOSTS).isEmpty()) {
            system.etcFile("ssh/ssh_known_hosts", knownHosts(config));
        }
        if (!settings.isEmpty()) {
            system.etcFile("ssh/ssh_config.d/10-jos.conf", settings);
        }
    }

    /// sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT".
    private static String knownHosts(EvaluatedConfig config) {
        var text = new StringBuilder();
        for (var host : config.get(KNOWN_HOSTS).values()) {
            String names = String.join(",", host.get(HOST_NAMES))
                    + host.get(EXTRA_NAMES).stream().map(name -> "," + name).reduce("", String::concat);
            String mark = host.get(AUTHORITY) ? "@cert-authority " : "";
            host.get(PUBLIC_KEYS).forEach(key -> text.append(mark + names + " " + key + "\n"));
        }
        return text.toString();
    }

    /// Of every setting the first value holds, so exact names come before patterns.
    private static String clientConfig(EvaluatedConfig config) {
        var text = new StringBuilder();
        if (!config.get(EXTRA).isEmpty()) {
            text.append(config.get(EXTRA)).append('\n');
        }
        config.get(HOSTS).forEach((pattern, settings) -> hosts(pattern, settings, false, text));
        config.get(HOSTS).forEach((pattern, settings) -> hosts(pattern, settings, true, text));
        return text.toString();
    }

    private static void hosts(String pattern, Data.Table settings, boolean wild, StringBuilder text) {
        if (wild == (pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0)) {
            text.append(new KeyValueFile(" ").set("Host", pattern).settings(settings));
        }
    }

    private static boolean isWord(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 127 && c != ',');
    }
}
