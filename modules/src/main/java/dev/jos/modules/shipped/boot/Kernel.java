package dev.jos.modules.shipped.boot;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.integer;
import static dev.jos.config.Types.lines;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.mapOf;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.nonEmptyString;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.packageName;
import static dev.jos.config.Types.set;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.config.OptionType;
import dev.jos.config.Types;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.shipped.base.BaseSystem;
import dev.jos.modules.shipped.base.Container;
import dev.jos.modules.shipped.base.Words;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// The kernel: which one, its command line, its modules and settings.
public final class Kernel implements SystemModule {

    public static final Option<String> PACKAGE = option(
                    "boot.kernel.package", packageName(), "The Debian package of the kernel.")
            .defaultsTo(
                    config -> config.get(BaseSystem.ARCHITECTURE).kernelPackage(),
                    "`linux-image-amd64` or `linux-image-arm64`, after `system.architecture`")
            .example("linux-image-cloud-amd64")
            .inNixos("boot.kernelPackages");

    public static final Option<List<String>> PARAMETERS = option(
                    "boot.kernel.params", list(word()), "Words for the kernel command line.")
            .defaultsTo(List.of())
            .example("[quiet, \"panic=10\"]")
            .inNixos("boot.kernelParams");

    public static final Option<Optional<Integer>> LOG_LEVEL = option(
                    "boot.kernel.consoleLogLevel",
                    nullable(integer(0, 8)),
                    "Kernel messages below this level are shown on the console: 4 means warnings and errors only.")
            .defaultsTo(Optional.empty())
            .example("4")
            .inNixos("boot.consoleLogLevel");

    public static final Option<Set<String>> MODULES = option(
                    "boot.kernel.modules", set(module()), "Kernel modules to load while the system starts.")
            .defaultsTo(Set.of())
            .example("[tun]")
            .inNixos("boot.kernelModules");

    public static final Option<Set<String>> BLOCKED = option(
                    "boot.kernel.blockedModules",
                    set(module()),
                    "Kernel modules that are not loaded for the devices they drive; they can still be loaded by name.")
            .defaultsTo(Set.of())
            .example("[nouveau]")
            .inNixos("boot.blacklistedKernelModules");

    public static final Option<SortedMap<String, String>> MODULE_OPTIONS = option(
                    "boot.kernel.moduleOptions",
                    mapOf("module", nonEmptyString()).withKeys("the name of a kernel module", Words::isUnit),
                    "Options of kernel modules, in the initrd too.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ kvm_intel = \"nested=1\" }");

    public static final Option<String> MODPROBE = option(
                    "boot.kernel.modprobeConfig", lines(), "Further lines for modprobe(8): modprobe.d(5).")
            .defaultsTo("")
            .example("\"install floppy /bin/false\"")
            .inNixos("boot.extraModprobeConfig");

    public static final Option<SortedMap<String, String>> SYSCTL = option(
                    "boot.kernel.sysctl",
                    mapOf("setting", Types.string())
                            .withKeys("the name of a kernel setting in double quotes", Kernel::isSetting),
                    "Kernel settings, as sysctl(8) shows them; a name with dots needs double quotes.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ \"net.ipv4.ip_forward\" = 1 }");

    @Override
    public List<Option<?>> options() {
        return List.of(PACKAGE, PARAMETERS, LOG_LEVEL, MODULES, BLOCKED, MODULE_OPTIONS, MODPROBE, SYSCTL);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (config.get(Container.ENABLE)) {
            return;
        }
        system.kernelPackage(config.get(PACKAGE));
        system.installPackage(config.get(PACKAGE));
        config.get(LOG_LEVEL).ifPresent(level -> system.kernelParameter("loglevel=" + level));
        config.get(PARAMETERS).forEach(system::kernelParameter);
        config.get(MODULES).forEach(system::kernelModule);
        config.get(BLOCKED).forEach(system::blockKernelModule);
        config.get(MODULE_OPTIONS).forEach(system::kernelModuleOptions);
        config.get(SYSCTL).forEach(system::sysctl);
        if (!config.get(MODULES).isEmpty()) {
            system.healthCheck(HealthCheck.unitActive("kernel-modules", "systemd-modules-load.service"));
        }
        if (!config.get(SYSCTL).isEmpty()) {
            system.healthCheck(HealthCheck.unitActive("sysctl", "systemd-sysctl.service"));
        }
        if (!config.get(MODPROBE).isEmpty()) {
            system.etcFile("modprobe.d/zz-configuration.conf", config.get(MODPROBE) + "\n");
        }
    }

    private static OptionType<String> word() {
        return matching(
                "one word of the kernel command line",
                text -> !text.isEmpty() && text.chars().noneMatch(c -> c <= ' '));
    }

    static OptionType<String> module() {
        return matching("the name of a kernel module", Words::isUnit);
    }

    private static boolean isSetting(String text) {
        return text.indexOf('.') > 0 && text.chars().noneMatch(c -> c <= ' ' || c == '=');
    }
}
