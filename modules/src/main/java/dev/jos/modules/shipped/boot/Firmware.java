package dev.jos.modules.shipped.boot;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.packageName;
import static dev.jos.config.Types.set;

import dev.jos.config.Definitions;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.Microcode;
import dev.jos.modules.Problem;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.TargetArchitecture;
import dev.jos.modules.shipped.base.BaseSystem;
import dev.jos.modules.shipped.base.Container;
import dev.jos.modules.shipped.base.Packages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Programs that run inside devices and processors. Most of it is not free software.
public final class Firmware implements SystemModule {

    /// What ordinary machines have: graphics, wireless and wired network, sound.
    private static final List<String> USUAL = List.of(
            "firmware-amd-graphics",
            "firmware-atheros",
            "firmware-brcm80211",
            "firmware-intel-graphics",
            "firmware-intel-sound",
            "firmware-iwlwifi",
            "firmware-mediatek",
            "firmware-misc-nonfree",
            "firmware-realtek",
            "firmware-sof-signed",
            "wireless-regdb");

    public static final Option<Set<String>> PACKAGES = option(
                    "hardware.firmware",
                    set(packageName()),
                    "Packages with firmware for the devices of this machine. They may come from Debian's component `non-free-firmware`, which is then used.")
            .defaultsTo(Set.of())
            .example("[firmware-iwlwifi]");

    public static final Option<Boolean> REDISTRIBUTABLE = option(
                    "hardware.enableRedistributableFirmware",
                    bool(),
                    "Whether to install the firmware of all common devices, several hundred MB.")
            .defaultsTo(false);

    public static final Option<Boolean> INTEL = option(
                    "hardware.cpu.intel.updateMicrocode",
                    bool(),
                    "Whether the kernel corrects a processor of Intel by microcode, before it does anything else.")
            .defaultsTo(false);

    public static final Option<Set<String>> INTEL_MODELS = option(
                    "hardware.cpu.intel.models",
                    set(matching(
                            "a processor such as `06-9e-0a`, its family, model and stepping in hexadecimal",
                            text -> text.matches("[0-9a-f]{2}-[0-9a-f]{2}-[0-9a-f]{2}"))),
                    "The processors to take microcode along for, by family, model and stepping. For all of Intel's it makes each initrd larger by about 20 MB; `/proc/cpuinfo` tells what a machine has, in decimal.")
            .defaultsTo(Set.of())
            .example("[\"06-9e-0a\"]");

    public static final Option<Boolean> AMD = option(
                    "hardware.cpu.amd.updateMicrocode",
                    bool(),
                    "Whether the kernel corrects a processor of AMD by microcode, before it does anything else.")
            .defaultsTo(false);

    @Override
    public List<Option<?>> options() {
        return List.of(PACKAGES, REDISTRIBUTABLE, INTEL, INTEL_MODELS, AMD);
    }

    @Override
    public void define(Definitions define) {
        Set<String> components = new LinkedHashSet<>(List.of("main", "non-free-firmware"));
        define.when(Firmware::isWanted).set(Packages.COMPONENTS, any -> components);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (config.get(Container.ENABLE)) {
            return;
        }
        var packages = new TreeSet<>(config.get(PACKAGES));
        if (config.get(REDISTRIBUTABLE)) {
            packages.addAll(USUAL);
        }
        if (config.get(INTEL)) {
            packages.add("intel-microcode");
            system.microcode(new Microcode(Microcode.Vendor.INTEL, new TreeSet<>(config.get(INTEL_MODELS))));
        }
        if (config.get(AMD)) {
            packages.add("amd64-microcode");
            system.microcode(new Microcode(Microcode.Vendor.AMD, Collections.emptySortedSet()));
        }
        install(packages, system);
        boolean microcode = config.get(INTEL) || config.get(AMD);
        if (microcode && config.get(BaseSystem.ARCHITECTURE) != TargetArchitecture.AMD64) {
            system.problem(Problem.error("Microcode of Intel and AMD is for machines of the architecture `amd64`.")
                    .about(config, config.get(INTEL) ? INTEL : AMD, "enabled here")
                    .about(config, BaseSystem.ARCHITECTURE, "and this machine is another one")
                    .hint("Remove the line."));
        }
    }

    private static void install(SortedSet<String> packages, SystemDefinition system) {
        packages.forEach(system::installPackage);
        if (!packages.isEmpty()) {
            var command = new ArrayList<>(List.of("/usr/bin/dpkg-query", "--show"));
            command.addAll(packages);
            system.healthCheck(HealthCheck.succeeds("firmware", command.toArray(String[]::new))
                    .describedAs("the firmware is there"));
        }
    }

    private static boolean isWanted(EvaluatedConfig config) {
        return !config.get(PACKAGES).isEmpty() || config.get(REDISTRIBUTABLE) || config.get(INTEL) || config.get(AMD);
    }
}
