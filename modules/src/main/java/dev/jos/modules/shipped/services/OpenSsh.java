package dev.jos.modules.shipped.services;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.ipAddress;
import static dev.jos.config.Types.lines;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.port;
import static dev.jos.config.Types.set;
import static dev.jos.config.Types.submodule;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.formats.KeyValueFile;
import dev.jos.modules.shipped.users.Users;
import dev.jos.modules.units.ServiceUnit;
import dev.jos.modules.units.Unit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The OpenSSH server.
public final class OpenSsh implements SystemModule {

    private static final String BANNER_FILE = "ssh/banner";

    public static final Option<Boolean> ENABLE = option(
                    "services.openssh.enable", bool(), "Whether to run the OpenSSH server.")
            .defaultsTo(false);

    public static final Option<Set<Integer>> PORTS = option(
                    "services.openssh.ports", set(port()), "The TCP ports the server listens on.")
            .defaultsTo(Set.of(22))
            .example("[22, 2222]");

    public static final Option<List<String>> LISTEN_ADDRESSES = option(
                    "services.openssh.listenAddresses",
                    list(ipAddress()),
                    "The addresses of the machine at which it listens. Without any, at all of them.")
            .defaultsTo(List.of())
            .example("[192.0.2.10]");

    public static final Option<Boolean> OPEN_FIREWALL = option(
                    "services.openssh.openFirewall", bool(), "Whether the firewall lets everybody reach the ports.")
            .defaultsTo(true);

    public static final Option<Boolean> SFTP = option(
                    "services.openssh.sftp", bool(), "Whether files can be copied, by SFTP and by scp(1).")
            .defaultsTo(true);

    public static final Option<Optional<String>> BANNER = option(
                    "services.openssh.banner", nullable(lines()), "A text that is shown before anybody logs in.")
            .defaultsTo(Optional.empty());

    public static final Option<Optional<EvaluatedConfig>> SETTINGS = option(
                    "services.openssh.settings",
                    nullable(submodule(SshdSettings.ALL).withFreeform()),
                    "Settings, named as in sshd_config(5), listed here or not; `true` and `false` stand for `yes` and `no`.")
            .defaultsTo(Optional.empty())
            .example("{ PasswordAuthentication = no }");

    public static final Option<String> EXTRA = option(
                    "services.openssh.extraConfig",
                    lines(),
                    "Further lines of sshd_config(5), such as blocks that begin with `Match`.")
            .defaultsTo("")
            .example("\"Match User backup\\n  ForceCommand internal-sftp\"");

    @Override
    public List<Option<?>> options() {
        return List.of(ENABLE, PORTS, LISTEN_ADDRESSES, OPEN_FIREWALL, SFTP, BANNER, SETTINGS, EXTRA);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (!config.get(ENABLE)) {
            return;
        }
        system.installPackage("openssh-server");
        system.enableUnit("ssh.service");
        system.disableUnit("ssh.socket");
        system.unit(hostKeys());
        system.etcFile("ssh/sshd_config.d/10-jos.conf", sshdConfig(config));
        config.get(BANNER).ifPresent(text -> system.etcFile(BANNER_FILE, text + "\n"));
        config.get(PORTS).forEach(port -> system.listensOn(port, "openssh", config, PORTS));
        if (config.get(OPEN_FIREWALL)) {
            config.get(PORTS).forEach(system::openTcpPort);
        }
        healthChecks(config, system);
        config.get(Users.USERS).forEach((name, user) -> {
            if (!Users.authorizedKeys(user).isEmpty()) {
                system.etcFile("ssh/authorized_keys.d/" + name, String.join("\n", Users.authorizedKeys(user)) + "\n");
            }
        });
    }

    private static void healthChecks(EvaluatedConfig config, SystemDefinition system) {
        system.healthCheck(HealthCheck.unitActive("openssh", "ssh.service"));
        if (!config.get(LISTEN_ADDRESSES).isEmpty()) {
            String address = config.get(LISTEN_ADDRESSES).getFirst();
            config.get(PORTS)
                    .forEach(port -> system.healthCheck(HealthCheck.tcpAnswers("openssh-port-" + port, address, port)));
        } else if (!SshdSettings.said(config.get(SETTINGS)).entries().containsKey("ListenAddress")) {
            config.get(PORTS).forEach(port -> system.healthCheck(HealthCheck.tcpAnswers("openssh-port-" + port, port)));
        }
    }

    /// Comes first among the drop-ins, and of every setting the first value holds: sshd_config(5).
    private static String sshdConfig(EvaluatedConfig config) {
        var settings = SshdSettings.said(config.get(SETTINGS));
        var file = new KeyValueFile(" ");
        file.settings(settings);
        config.get(PORTS).forEach(port -> file.set("Port", String.valueOf(port)));
        config.get(LISTEN_ADDRESSES).forEach(address -> file.set("ListenAddress", address));
        if (!settings.entries().containsKey("AuthorizedKeysFile")) {
            file.set("AuthorizedKeysFile", ".ssh/authorized_keys /etc/ssh/authorized_keys.d/%u");
        }
        if (config.get(BANNER).isPresent()) {
            file.set("Banner", "/etc/" + BANNER_FILE);
        }
        if (!config.get(SFTP)) {
            file.set("Subsystem", "sftp /usr/sbin/nologin");
        }
        return file + (config.get(EXTRA).isEmpty() ? "" : config.get(EXTRA) + "\n");
    }

    /// Debian makes host keys when the package is installed; here that would give all machines the same ones.
    ///
    /// No RSA key: making one takes many seconds on a slow machine, and clients have known the others since 2014.
    /// The key that is looked for is made last, and one left by an interrupted first start does no harm.
    private static ServiceUnit hostKeys() {
        return Unit.service("jos-ssh-host-keys")
                .description("Host keys of the OpenSSH server")
                .before("ssh.service")
                .condition("PathExists", "!/etc/ssh/ssh_host_ed25519_key")
                .oneshot()
                .remains()
                .execLine("-/usr/bin/ssh-keygen -q -t ecdsa -N \"\" -f /etc/ssh/ssh_host_ecdsa_key")
                .execLine("/usr/bin/ssh-keygen -q -t ed25519 -N \"\" -f /etc/ssh/ssh_host_ed25519_key")
                .wantedBy("ssh.service");
    }
}
