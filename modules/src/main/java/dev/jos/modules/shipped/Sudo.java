package dev.jos.modules.shipped;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.lines;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import java.util.List;

/// sudo: acting as root for a moment.
public final class Sudo implements SystemModule {

    public static final Option<Boolean> ENABLE = option(
                    "security.sudo.enable",
                    bool(),
                    "Whether to install sudo. Members of the group `sudo` may then run everything.")
            .defaultsTo(Sudo::hasMembers, "`true` when a user is in the group `sudo`");

    public static final Option<Boolean> NEEDS_PASSWORD = option(
                    "security.sudo.needsPassword",
                    bool(),
                    "Whether members of the group `sudo` are asked for their password.")
            .defaultsTo(true);

    public static final Option<String> EXTRA = option(
                    "security.sudo.extraConfig", lines(), "Further lines for `/etc/sudoers.d`, as in sudoers(5).")
            .defaultsTo("");

    @Override
    public List<Option<?>> options() {
        return List.of(ENABLE, NEEDS_PASSWORD, EXTRA);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (!config.get(ENABLE)) {
            return;
        }
        system.installPackage("sudo");
        var lines = new StringBuilder();
        if (!config.get(NEEDS_PASSWORD)) {
            lines.append("%sudo ALL=(ALL:ALL) NOPASSWD: ALL\n");
        }
        if (!config.get(EXTRA).isEmpty()) {
            lines.append(config.get(EXTRA)).append('\n');
        }
        if (!lines.isEmpty()) {
            system.etcFile("sudoers.d/jos", lines.toString(), 0440);
        }
    }

    private static boolean hasMembers(EvaluatedConfig config) {
        return config.get(Users.USERS).values().stream()
                .anyMatch(user -> user.get(Users.GROUPS).contains("sudo"));
    }
}
