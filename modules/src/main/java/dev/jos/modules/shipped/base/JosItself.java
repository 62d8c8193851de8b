package dev.jos.modules.shipped.base;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.nullable;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.LoaderKind;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.units.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// jos on the machine that it manages.
public final class JosItself implements SystemModule {

    public static final Option<Optional<Boolean>> ENABLE = option(
                    "jos.enable",
                    nullable(bool()),
                    "Whether the machine has jos itself, with a Java runtime of its own: about 60 MB. By default those have it that boot by themselves.")
            .defaultsTo(Optional.empty())
            .example("true");

    @Override
    public List<Option<?>> options() {
        return List.of(ENABLE);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        boolean boots = !config.get(Container.ENABLE) && system.loader() != LoaderKind.NONE;
        if (config.get(ENABLE).orElse(boots)) {
            bring(system);
        }
    }

    private static void bring(SystemDefinition system) {
        system.withJos();
        system.healthCheck(HealthCheck.succeeds("jos", "/usr/bin/test", "-x", "/usr/lib/jos/runtime/bin/java")
                .describedAs("jos has the Java runtime that it needs"));
        // What the Java runtime is linked with.
        system.installPackage("libstdc++6");
        system.installPackage("zlib1g");
        caches(system);
        system.unit(Unit.service("jos-recover")
                .description("Recover an interrupted switch of the system")
                .documentation("man:jos(1)")
                .set("Unit", "ConditionPathExists", "/jos/activation/intent.json")
                .set("Unit", "X-RestartIfChanged", "false")
                .after("local-fs.target", "dbus.service")
                .oneshot()
                .exec("/usr/bin/jos", "recover", "--root", "/jos")
                .wantedBy("multi-user.target"));
    }

    /// They are made when nobody waits, and found to be there on all other days.
    private static void caches(SystemDefinition system) {
        system.unit(Unit.service("jos-cache")
                .description("Make jos start faster")
                .oneshot()
                .exec("/usr/lib/jos/rehearse")
                .cacheDirectory("jos")
                .set("Service", "CPUSchedulingPolicy", "idle")
                .set("Service", "IOSchedulingClass", "idle")
                .set("Service", "Nice", "19")
                .set("Service", "PrivateTmp", "true")
                .set("Service", "PrivateNetwork", "true"));
        system.unit(Unit.timer("jos-cache")
                .description("Make jos start faster after an update")
                .afterBoot(Duration.ofMinutes(15))
                .every(Duration.ofDays(1)));
    }
}
