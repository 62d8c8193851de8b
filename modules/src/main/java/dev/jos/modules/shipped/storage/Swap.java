package dev.jos.modules.shipped.storage;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.integer;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.mapOf;
import static dev.jos.config.Types.nonEmptyString;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.size;
import static dev.jos.config.Types.submodule;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.Content;
import dev.jos.modules.ContentFile;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.Problem;
import dev.jos.modules.SwapDevice;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.formats.UnitFile;
import dev.jos.modules.shipped.base.Container;
import dev.jos.modules.units.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/// Space on disks for what does not fit into memory.
public final class Swap implements SystemModule {

    private static final String SCRIPT = "usr/lib/jos/make-swap-file";

    /// Makes a file of `$2` bytes at `$1` unless there is one. That of btrfs must be neither compressed nor copied on
    /// write, which its own tool sees to.
    private static final String MAKE_SWAP_FILE = """
            #!/bin/sh -e
            [ "$(stat -c %s "$1" 2>/dev/null)" != "$2" ] || exit 0
            rm -f "$1"
            mkdir -p "$(dirname "$1")"
            if [ "$(stat -f -c %T "$(dirname "$1")")" = btrfs ]; then
                exec btrfs filesystem mkswapfile --size "$2" "$1"
            fi
            umask 077
            fallocate -l "$2" "$1"
            mkswap "$1"
            """;

    static final Option<Optional<Long>> SIZE = option(
                    "size",
                    nullable(size()),
                    "How large a swap file is to be: it is made, and made again when its size changes. Without a size the device or file has to be there.")
            .defaultsTo(Optional.empty())
            .example("4 GiB");

    static final Option<Optional<Integer>> PRIORITY = option(
                    "priority",
                    nullable(integer(0, 32767)),
                    "Devices of a higher priority are filled first; without one the kernel decides.")
            .defaultsTo(Optional.empty())
            .example("10");

    static final Option<Boolean> DISCARD = option("discard", bool(), "Whether the disk is told which blocks are free.")
            .defaultsTo(false);

    static final Option<List<String>> OPTIONS = option(
                    "options", list(nonEmptyString()), "Further options, as swapon(8) lists them.")
            .defaultsTo(List.of())
            .example("[nofail]");

    public static final Option<SortedMap<String, EvaluatedConfig>> DEVICES = option(
                    "swap.devices",
                    mapOf("device", submodule(SIZE, PRIORITY, DISCARD, OPTIONS))
                            .withKeys(
                                    "a path, `LABEL=…`, `UUID=…`, `PARTLABEL=…` or `PARTUUID=…` in double quotes",
                                    Swap::isDevice),
                    "Devices and files to swap to, by path, `LABEL=…`, `UUID=…`, `PARTLABEL=…` or `PARTUUID=…`.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ \"LABEL=swap\" {}, \"/var/swap\" { size = 4 GiB } }")
            .inNixos("swapDevices");

    @Override
    public List<Option<?>> options() {
        return List.of(DEVICES);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (config.get(Container.ENABLE)) {
            return;
        }
        config.get(DEVICES).forEach((device, swap) -> {
            system.swapDevice(new SwapDevice(device, options(swap)));
            swap.get(SIZE).ifPresent(size -> file(device, size, swap, system));
            String unit = Unit.escaped(path(device)) + ".swap";
            system.healthCheck(HealthCheck.unitActive("swap-" + unit.replace('\\', '.'), unit));
        });
    }

    private static List<String> options(EvaluatedConfig swap) {
        var options = new ArrayList<String>();
        swap.get(PRIORITY).ifPresent(priority -> options.add("pri=" + priority));
        if (swap.get(DISCARD)) {
            options.add("discard");
        }
        options.addAll(swap.get(OPTIONS));
        return options;
    }

    private static void file(String path, long size, EvaluatedConfig swap, SystemDefinition system) {
        if (!path.startsWith("/") || path.startsWith("/dev/")) {
            system.problem(Problem.error("`%s` is a device and cannot be given a size.".formatted(path))
                    .about(swap, SIZE, "only a file is made")
                    .hint("Remove the size, or name a file such as `/var/swap`."));
            return;
        }
        system.contentFile(new ContentFile(SCRIPT, Content.text(MAKE_SWAP_FILE), 0755));
        String name = Unit.escaped(path);
        system.unit(Unit.service("swap-file-" + name)
                .description("Swap file " + path)
                .set("Unit", "DefaultDependencies", "no")
                .set("Unit", "RequiresMountsFor", UnitFile.word(path))
                .before(name + ".swap")
                .requiredBy(name + ".swap")
                .oneshot()
                .remains()
                .exec("/" + SCRIPT, path, Long.toString(size)));
    }

    /// Where udev shows a device; systemd names its unit after that.
    private static String path(String device) {
        int equals = device.indexOf('=');
        return device.startsWith("/")
                ? device
                : "/dev/disk/by-" + device.substring(0, equals).toLowerCase(Locale.ROOT) + "/"
                        + device.substring(equals + 1);
    }

    private static boolean isDevice(String text) {
        boolean tag = Stream.of("LABEL=", "UUID=", "PARTLABEL=", "PARTUUID=").anyMatch(text::startsWith);
        return (tag || text.startsWith("/")) && text.chars().noneMatch(c -> c < ' ');
    }
}
