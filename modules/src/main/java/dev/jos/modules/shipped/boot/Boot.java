package dev.jos.modules.shipped.boot;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.integer;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.set;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.BootMenuSettings;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.LoaderKind;
import dev.jos.modules.Problem;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.TargetArchitecture;
import dev.jos.modules.shipped.base.BaseSystem;
import dev.jos.modules.shipped.base.Container;
import dev.jos.modules.shipped.base.Words;
import dev.jos.modules.units.Unit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The way from power to the kernel: boot loader, initrd, consoles.
public final class Boot implements SystemModule {

    public static final Option<Boolean> SYSTEMD_BOOT = option(
                    "boot.loader.systemd-boot.enable",
                    bool(),
                    "Whether to boot with systemd-boot, on machines with UEFI.")
            .defaultsTo(false);

    public static final Option<Boolean> GRUB = option(
                    "boot.loader.grub.enable",
                    bool(),
                    "Whether to boot with GRUB, on machines with a BIOS, or with UEFI if `boot.loader.grub.efi` says so.")
            .defaultsTo(false);

    public static final Option<Boolean> GRUB_EFI = option(
                    "boot.loader.grub.efi",
                    bool(),
                    "Whether GRUB is started by UEFI rather than by a BIOS. On ARM it always is.")
            .defaultsTo(false)
            .inNixos("boot.loader.grub.efiSupport");

    public static final Option<Boolean> EXTLINUX = option(
                    "boot.loader.extlinux.enable",
                    bool(),
                    "Whether to write a menu for U-Boot, on boards that read `extlinux.conf`.")
            .defaultsTo(false)
            .inNixos("boot.loader.generic-extlinux-compatible.enable");

    public static final Option<Integer> TIMEOUT = option(
                    "boot.loader.timeout",
                    integer(0, 3600),
                    "How many seconds the boot loader shows its menu; 0 hides it.")
            .defaultsTo(BootMenuSettings.USUAL.timeoutSeconds())
            .inNixos("boot.loader.timeout");

    public static final Option<String> MOUNT_POINT = option(
                    "boot.loader.mountPoint",
                    matching("an absolute path without spaces", text -> text.matches("/\\S*")),
                    "Where the partition is mounted that the boot loader reads: with UEFI the EFI system partition.")
            .defaultsTo(BootMenuSettings.USUAL.mountPoint())
            .inNixos("boot.loader.efi.efiSysMountPoint");

    public static final Option<Boolean> COUNTING = option(
                    "boot.counting",
                    bool(),
                    "Whether a generation that does not come up is given up after three attempts, so that the one before starts by itself. U-Boot does not count.")
            .defaultsTo(BootMenuSettings.USUAL.counting());

    public static final Option<Integer> KEEP = option(
                    "boot.keep",
                    integer(1, 200),
                    "How many generations the boot loader offers. The one that runs, the last good one and the next one are always among them.")
            .defaultsTo(BootMenuSettings.USUAL.keep())
            .inNixos("boot.loader.systemd-boot.configurationLimit");

    public static final Option<Set<String>> INITRD_MODULES = option(
                    "boot.initrd.modules",
                    set(Kernel.module()),
                    "Kernel modules needed to reach the root file system, besides those that every machine gets.")
            .defaultsTo(Set.of())
            .example("[nvme]")
            .inNixos("boot.initrd.kernelModules")
            .inNixos("boot.initrd.availableKernelModules");

    public static final Option<List<String>> CONSOLE = option(
                    "boot.console",
                    list(matching("the name of a terminal, such as `ttyS0`", Boot::isTerminal)),
                    "Serial consoles for kernel messages and login, such as `ttyS0` on a PC or `ttyAMA0` on ARM; the last one is the system's main console. The screen stays a console too.")
            .defaultsTo(List.of())
            .example("[ttyS0]");

    private static final Map<LoaderKind, Option<Boolean>> LOADERS = new TreeMap<>(
            Map.of(LoaderKind.SYSTEMD_BOOT, SYSTEMD_BOOT, LoaderKind.GRUB, GRUB, LoaderKind.EXTLINUX, EXTLINUX));

    @Override
    public List<Option<?>> options() {
        return List.of(
                SYSTEMD_BOOT, GRUB, GRUB_EFI, EXTLINUX, TIMEOUT, MOUNT_POINT, COUNTING, KEEP, INITRD_MODULES, CONSOLE);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (config.get(Container.ENABLE)) {
            system.withoutKernel();
            return;
        }
        loader(config, system);
        system.healthCheck(HealthCheck.succeeds("boot", "/usr/bin/mountpoint", "-q", "/usr")
                .describedAs("the initrd mounted /usr of the system"));
        var consoles = config.get(CONSOLE);
        if (!consoles.isEmpty()) {
            system.kernelParameter("console=tty0");
        }
        consoles.forEach(console -> system.kernelParameter("console=" + console));
        config.get(INITRD_MODULES).forEach(system::initrdModule);
    }

    private static void loader(EvaluatedConfig config, SystemDefinition system) {
        var enabled = LOADERS.entrySet().stream()
                .filter(loader -> config.get(loader.getValue()))
                .toList();
        for (var loader : enabled) {
            LoaderKind kind = started(loader.getKey(), config);
            system.loader(kind);
            loaderPackages(kind, config, system);
        }
        system.bootMenu(new BootMenuSettings(
                config.get(MOUNT_POINT), config.get(TIMEOUT), config.get(KEEP), config.get(COUNTING)));
        if (enabled.size() > 1) {
            system.problem(Problem.error("There are two boot loaders.")
                    .about(config, enabled.getLast().getValue(), "enabled here")
                    .about(config, enabled.getFirst().getValue(), "and here")
                    .hint("Enable one of them only."));
        }
    }

    /// There is GRUB for two kinds of firmware.
    private static LoaderKind started(LoaderKind enabled, EvaluatedConfig config) {
        boolean efi = config.get(GRUB_EFI) || config.get(BaseSystem.ARCHITECTURE) == TargetArchitecture.ARM64;
        return enabled == LoaderKind.GRUB && efi ? LoaderKind.GRUB_EFI : enabled;
    }

    private static void loaderPackages(LoaderKind loader, EvaluatedConfig config, SystemDefinition system) {
        TargetArchitecture architecture = config.get(BaseSystem.ARCHITECTURE);
        switch (loader) {
            case SYSTEMD_BOOT -> {
                system.installPackage("systemd-boot");
                system.installPackage("systemd-boot-efi-" + architecture.debianName() + "-signed");
                // It renames the entry, for which the partition has to be there.
                system.unitDropIn(
                        "50-jos",
                        Unit.service("systemd-bless-boot").set("Unit", "RequiresMountsFor", config.get(MOUNT_POINT)));
            }
            case GRUB -> system.installPackage("grub-pc-bin");
            case GRUB_EFI -> system.installPackage("grub-efi-" + architecture.debianName() + "-unsigned");
            case EXTLINUX, NONE -> {
                // a menu in a text file needs no program of ours
            }
        }
    }

    private static boolean isTerminal(String text) {
        int comma = text.indexOf(',');
        String device = comma < 0 ? text : text.substring(0, comma);
        return (device.startsWith("tty") || device.startsWith("hvc")) && Words.isUnit(device);
    }
}
