package dev.jos.modules.shipped;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.mapOf;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.nonEmptyString;
import static dev.jos.config.Types.submodule;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.FileSystem;
import dev.jos.modules.SwapDevice;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;

/// What is mounted where, and what swaps.
public final class FileSystems implements SystemModule {

    /// The package with the tools to check a file system, by its type.
    private static final Map<String, String> TOOLS =
            Map.of("vfat", "dosfstools", "btrfs", "btrfs-progs", "xfs", "xfsprogs", "ext4", "e2fsprogs");

    static final Option<String> DEVICE = option(
                    "device",
                    nonEmptyString(),
                    "What to mount: a device, `LABEL=…`, `UUID=…`, `PARTLABEL=…`, or the name of a pseudo file system such as `tmpfs`.")
            .example("\"LABEL=data\"");

    static final Option<String> TYPE = option(
                    "type", matching("the name of a file system type", Words::isUnit), "The type of the file system.")
            .defaultsTo("ext4")
            .example("vfat");

    static final Option<List<String>> OPTIONS = option(
                    "options",
                    list(matching("a mount option without commas", text -> !text.isEmpty() && text.indexOf(',') < 0)),
                    "Mount options, as mount(8) lists them.")
            .defaultsTo(List.of())
            .example("[noatime, \"size=1G\"]");

    static final Option<Boolean> NEEDED_FOR_BOOT = option(
                    "neededForBoot", bool(), "Whether the initrd mounts it, before the system starts.")
            .defaultsTo(mount -> mount.name().equals("/"), "`true` for `/`");

    static final Option<Boolean> CHECK = option("check", bool(), "Whether it is checked before it is mounted.")
            .defaultsTo(mount -> TOOLS.containsKey(mount.get(TYPE)), "`true` for the types that jos knows a tool for");

    public static final Option<SortedMap<String, EvaluatedConfig>> FILE_SYSTEMS = option(
                    "fileSystems",
                    mapOf("path", submodule(DEVICE, TYPE, OPTIONS, NEEDED_FOR_BOOT, CHECK))
                            .withKeys(
                                    "an absolute path in double quotes, such as `\"/srv\"`", FileSystems::isMountPoint),
                    "File systems to mount, by mount point.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ \"/\" { device = \"LABEL=root\" } }");

    public static final Option<List<String>> SWAP = option(
                    "swap.devices",
                    list(nonEmptyString()),
                    "Devices or files to swap to: a path, `LABEL=…`, `UUID=…` or `PARTLABEL=…`.")
            .defaultsTo(List.of())
            .example("[\"LABEL=swap\"]");

    @Override
    public List<Option<?>> options() {
        return List.of(FILE_SYSTEMS, SWAP);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (config.get(Container.ENABLE)) {
            return;
        }
        config.get(FILE_SYSTEMS).forEach((path, mount) -> mount(path, mount, system));
        config.get(SWAP).forEach(device -> system.swapDevice(new SwapDevice(device, OptionalInt.empty())));
    }

    private static void mount(String path, EvaluatedConfig mount, SystemDefinition system) {
        String type = mount.get(TYPE);
        String tools = TOOLS.get(type);
        if (tools != null) {
            system.installPackage(tools);
        }
        int pass = !mount.get(CHECK) ? 0 : path.equals("/") ? 1 : 2;
        system.fileSystem(
                new FileSystem(mount.get(DEVICE), path, type, mount.get(OPTIONS), mount.get(NEEDED_FOR_BOOT), pass));
    }

    private static boolean isMountPoint(String path) {
        return path.equals("/") || (path.startsWith("/") && Words.isRelativePath(path.substring(1)));
    }
}
