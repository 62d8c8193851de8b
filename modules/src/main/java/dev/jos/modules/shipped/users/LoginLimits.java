package dev.jos.modules.shipped.users;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.oneOf;
import static dev.jos.config.Types.submodule;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.PamLimit;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.shipped.base.Words;
import java.util.List;
import java.util.Set;

/// What those who log in may use of the machine: limits.conf(5).
public final class LoginLimits implements SystemModule {

    private static final Set<String> ITEMS = Set.of(
            "core",
            "data",
            "fsize",
            "memlock",
            "nofile",
            "rss",
            "stack",
            "cpu",
            "nproc",
            "as",
            "maxlogins",
            "maxsyslogins",
            "nonewprivs",
            "priority",
            "locks",
            "sigpending",
            "msgqueue",
            "nice",
            "rtprio");

    static final Option<String> DOMAIN = option(
                    "domain",
                    matching("a user, `@` and a group, or `*`", LoginLimits::isDomain),
                    "Whom the limit is for: a user, `@` and a group, or `*` for everybody.")
            .defaultsTo("*")
            .example("\"@audio\"");

    static final Option<PamLimit.Type> TYPE = option(
                    "type",
                    oneOf(PamLimit.Type.class, PamLimit.Type::word),
                    "Whether it is the limit that holds (`soft`), the one up to which that may be raised (`hard`), or both (`-`).")
            .defaultsTo(PamLimit.Type.BOTH);

    static final Option<String> ITEM = option(
                    "item",
                    matching("a limit of limits.conf(5), such as `nofile`", ITEMS::contains, () -> ITEMS),
                    "What is limited, by its name in limits.conf(5).")
            .example("nofile");

    static final Option<String> VALUE = option(
                    "value", matching("a number, or `unlimited`", LoginLimits::isValue), "The limit, or `unlimited`.")
            .example("65536");

    public static final Option<List<EvaluatedConfig>> LIMITS = option(
                    "security.pam.loginLimits",
                    list(submodule(DOMAIN, TYPE, ITEM, VALUE)),
                    "Limits for the processes of those who log in.")
            .defaultsTo(List.of())
            .example("[{ domain = \"@audio\", item = rtprio, value = 95 }]");

    @Override
    public List<Option<?>> options() {
        return List.of(LIMITS);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (!config.get(LIMITS).isEmpty()) {
            system.healthCheck(HealthCheck.succeeds("limits", "/usr/bin/grep", "-rqs", "pam_limits.so", "/etc/pam.d")
                    .describedAs("sessions get their limits"));
        }
        config.get(LIMITS)
                .forEach(limit -> system.pamLimit(
                        new PamLimit(limit.get(DOMAIN), limit.get(TYPE), limit.get(ITEM), limit.get(VALUE))));
    }

    private static boolean isDomain(String text) {
        return text.equals("*") || Words.isAccount(text.startsWith("@") ? text.substring(1) : text);
    }

    private static boolean isValue(String text) {
        String digits = text.startsWith("-") ? text.substring(1) : text;
        boolean number = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number || text.equals("unlimited") || text.equals("infinity");
    }
}
