package dev.jos.modules.shipped.users;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.lines;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.submodule;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import java.util.List;

/// sudo: acting as root for a moment.
public final class Sudo implements SystemModule {

    public static final Option<Boolean> ENABLE = option(
                    "security.sudo.enable",
                    bool(),
                    "Whether to install sudo. Members of the group `sudo` may then run everything.")
            .defaultsTo(Sudo::isUsed, "`true` when a user is in the group `sudo`, or there are `extraRules`");

    public static final Option<Boolean> NEEDS_PASSWORD = option(
                    "security.sudo.needsPassword",
                    bool(),
                    "Whether members of the group `sudo` are asked for their password.")
            .defaultsTo(true)
            .inNixos("security.sudo.wheelNeedsPassword");

    public static final Option<List<EvaluatedConfig>> RULES = option(
                    "security.sudo.extraRules",
                    list(submodule(SudoRules.ALL)),
                    "Who else may run what. Of several rules that fit, the last one holds.")
            .defaultsTo(List.of())
            .example(
                    "[{ users = [deploy], commands = [{ command = \"/usr/bin/systemctl restart app\", options = [NOPASSWD] }] }]");

    public static final Option<String> EXTRA = option(
                    "security.sudo.extraConfig", lines(), "Further lines for `/etc/sudoers.d`, as in sudoers(5).")
            .defaultsTo("");

    @Override
    public List<Option<?>> options() {
        return List.of(ENABLE, NEEDS_PASSWORD, RULES, EXTRA);
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
        config.get(RULES).forEach(rule -> SudoRules.lines(rule)
                .forEach(line -> lines.append(line).append('\n')));
        if (!config.get(EXTRA).isEmpty()) {
            lines.append(config.get(EXTRA)).append('\n');
        }
        if (!lines.isEmpty()) {
            system.etcFile("sudoers.d/jos", lines.toString(), 0440);
        }
        system.healthCheck(HealthCheck.succeeds("sudo", "/usr/sbin/visudo", "--check", "--quiet")
                .describedAs("the rules of sudo can be read"));
    }

    private static boolean isUsed(EvaluatedConfig config) {
        return !config.get(RULES).isEmpty() || hasMembers(config);
    }

    private static boolean hasMembers(EvaluatedConfig config) {
        return config.get(Users.USERS).values().stream()
                .anyMatch(user -> user.get(Users.GROUPS).contains("sudo"));
    }
}
