package dev.jos.modules.shipped;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.port;
import static dev.jos.config.Types.set;
import static dev.jos.config.Types.settings;

import dev.jos.config.Data;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.formats.KeyValueFile;
import dev.jos.modules.units.ServiceUnit;
import dev.jos.modules.units.Unit;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The OpenSSH server.
public final class OpenSsh implements SystemModule {

    public static final Option<Boolean> ENABLE = option(
                    "services.openssh.enable", bool(), "Whether to run the OpenSSH server.")
            .defaultsTo(false);

    public static final Option<Set<Integer>> PORTS = option(
                    "services.openssh.ports", set(port()), "The TCP ports the server listens on.")
            .defaultsTo(Set.of(22))
            .example("[22, 2222]");

    public static final Option<Data.Table> SETTINGS = option(
                    "services.openssh.settings",
                    settings(),
                    "Further settings, named as in sshd_config(5); `true` and `false` stand for `yes` and `no`.")
            .defaultsTo(new Data.Table(Map.of()))
            .example("{ PasswordAuthentication = no }");

    @Override
    public List<Option<?>> options() {
        return List.of(ENABLE, PORTS, SETTINGS);
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
        config.get(PORTS).forEach(system::openTcpPort);
        system.healthCheck(HealthCheck.unitActive("openssh", "ssh.service"));
        if (!config.get(SETTINGS).entries().containsKey("ListenAddress")) {
            config.get(PORTS).forEach(port -> system.healthCheck(HealthCheck.tcpAnswers("openssh-port-" + port, port)));
        }
        config.get(Users.USERS).forEach((name, user) -> {
            if (!user.get(Users.KEYS).isEmpty()) {
                system.etcFile("ssh/authorized_keys.d/" + name, String.join("\n", user.get(Users.KEYS)) + "\n");
            }
        });
    }

    /// Comes first among the drop-ins, and of every setting the first value holds: sshd_config(5).
    private static String sshdConfig(EvaluatedConfig config) {
        var file = new KeyValueFile(" ");
        file.settings(config.get(SETTINGS));
        config.get(PORTS).forEach(port -> file.set("Port", String.valueOf(port)));
        if (!config.get(SETTINGS).entries().containsKey("AuthorizedKeysFile")) {
            file.set("AuthorizedKeysFile", ".ssh/authorized_keys /etc/ssh/authorized_keys.d/%u");
        }
        return file.toString();
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
