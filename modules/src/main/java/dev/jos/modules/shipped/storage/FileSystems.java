package dev.jos.modules.shipped.storage;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.mapOf;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.nonEmptyString;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.set;
import static dev.jos.config.Types.submodule;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.config.OptionType;
import dev.jos.modules.FileSystem;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.Problem;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.shipped.base.Container;
import dev.jos.modules.shipped.base.Words;
import dev.jos.modules.units.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What is mounted where.
public final class FileSystems implements SystemModule {

    /// The package with the tools for a file system, by its type.
    private static final Map<String, String> TOOLS = Map.of(
            "btrfs", "btrfs-progs",
            "cifs", "cifs-utils",
            "exfat", "exfatprogs",
            "ext4", "e2fsprogs",
            "f2fs", "f2fs-tools",
            "nfs", "nfs-common",
            "ntfs", "ntfs-3g",
            "vfat", "dosfstools",
            "xfs", "xfsprogs");

    /// Types that fsck(8) knows what to do with.
    private static final Set<String> CHECKED = Set.of("btrfs", "exfat", "ext4", "f2fs", "vfat", "xfs");

    /// Without these there is no system to hand over to.
    private static final Set<String> EARLY = Set.of("/", "/jos", "/jos/store", "/var", "/var/lib", "/var/lib/jos");

    /// What the system itself puts there.
    private static final Set<String> TAKEN =
            Set.of("/etc", "/usr", "/bin", "/lib", "/sbin", "/dev", "/proc", "/run", "/sys");

    private static final String GROW_ROOT = "systemd-growfs-root.service";

    static final Option<Optional<String>> DEVICE = option(
                    "device",
                    nullable(nonEmptyString()),
                    "What to mount: a device, `LABEL=…`, `UUID=…`, `PARTLABEL=…`, `PARTUUID=…`, a share such as `server:/srv`, or the name of a pseudo file system such as `tmpfs`.")
            .defaultsTo(
                    mount ->
                            named("LABEL=", mount, FileSystems.LABEL).or(() -> named("UUID=", mount, FileSystems.UUID)),
                    "by `label` or `uuid`")
            .example("\"PARTLABEL=data\"");

    static final Option<Optional<String>> LABEL = option(
                    "label", nullable(word()), "The label of the file system to mount, instead of a `device`.")
            .defaultsTo(Optional.empty())
            .example("data");

    static final Option<Optional<String>> UUID = option(
                    "uuid", nullable(word()), "The UUID of the file system to mount, instead of a `device`.")
            .defaultsTo(Optional.empty())
            .example("3c9f0d2e-7b1a-4a55-9f0e-0a3f4f1f2b11");

    static final Option<String> TYPE = option(
                    "type", matching("the name of a file system type", Words::isUnit), "The type of the file system.")
            .defaultsTo("ext4")
            .example("vfat")
            .inNixos("fsType");

    static final Option<List<String>> OPTIONS = option(
                    "options",
                    list(matching("a mount option without commas", text -> !text.isEmpty() && text.indexOf(',') < 0)),
                    "Mount options, as mount(8) lists them. A btrfs over several devices names the others: `device=/dev/sdb`.")
            .defaultsTo(List.of())
            .example("[noatime, \"size=1G\"]");

    static final Option<Optional<String>> SUBVOLUME = option(
                    "subvolume", nullable(word()), "Which subvolume of a btrfs to mount.")
            .defaultsTo(Optional.empty())
            .example("\"@home\"");

    static final Option<Boolean> NEEDED_FOR_BOOT = option(
                    "neededForBoot", bool(), "Whether the initrd mounts it, before the system starts.")
            .defaultsTo(mount -> EARLY.contains(mount.name()), "`true` for `/`, `/var`, `/var/lib` and `/jos`");

    static final Option<Boolean> CHECK = option("check", bool(), "Whether it is checked before it is mounted.")
            .defaultsTo(
                    mount -> CHECKED.contains(mount.get(TYPE)), "`true` for the types that jos knows a checker for");

    static final Option<Boolean> AUTO_RESIZE = option(
                    "autoResize", bool(), "Whether the file system grows with its device: ext4, xfs and btrfs can.")
            .defaultsTo(false);

    static final Option<List<String>> DEPENDS = option(
                    "depends",
                    list(matching("the mount point of another file system", FileSystems::isMountPoint)),
                    "Mount points of file systems that have to be mounted before, though this one lies in none of them: that of a disk image, say.")
            .defaultsTo(List.of())
            .example("[/srv]");

    public static final Option<SortedMap<String, EvaluatedConfig>> FILE_SYSTEMS = option(
                    "fileSystems",
                    mapOf(
                                    "path",
                                    submodule(
                                            DEVICE,
                                            LABEL,
                                            UUID,
                                            TYPE,
                                            OPTIONS,
                                            SUBVOLUME,
                                            NEEDED_FOR_BOOT,
                                            CHECK,
                                            AUTO_RESIZE,
                                            DEPENDS))
                            .withKeys(
                                    "an absolute path in double quotes, such as `\"/srv\"`", FileSystems::isMountPoint),
                    "File systems to mount, by mount point.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ \"/\" { label = root } }");

    public static final Option<Set<String>> SUPPORTED = option(
                    "boot.supportedFileSystems",
                    set(matching(
                            "a file system type: " + String.join(", ", new TreeSet<>(TOOLS.keySet())),
                            TOOLS::containsKey)),
                    "File system types whose tools are there, for disks that are not among `fileSystems`.")
            .defaultsTo(Set.of())
            .example("[exfat, ntfs]")
            .inNixos("boot.supportedFilesystems");

    @Override
    public List<Option<?>> options() {
        return List.of(FILE_SYSTEMS, SUPPORTED);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (config.get(Container.ENABLE)) {
            return;
        }
        var mounts = config.get(FILE_SYSTEMS);
        mounts.forEach((path, mount) -> mount(path, mount, system));
        Stream.concat(config.get(SUPPORTED).stream(), mounts.values().stream().map(mount -> mount.get(TYPE)))
                .map(TOOLS::get)
                .filter(Objects::nonNull)
                .forEach(system::installPackage);
    }

    private static void mount(String path, EvaluatedConfig mount, SystemDefinition system) {
        check(path, mount, system);
        boolean early = mount.get(NEEDED_FOR_BOOT);
        int pass = !mount.get(CHECK) ? 0 : path.equals("/") ? 1 : 2;
        system.fileSystem(new FileSystem(
                mount.get(DEVICE).orElse("none"), path, mount.get(TYPE), mountOptions(mount), early, pass));
        if (path.equals("/") && mount.get(AUTO_RESIZE)) {
            // The unit does not say itself what starts it, so there is nothing to enable.
            system.etcLink("systemd/system/local-fs.target.wants/" + GROW_ROOT, "/usr/lib/systemd/system/" + GROW_ROOT);
        }
        if (!path.equals("/") && !mount.get(OPTIONS).contains("noauto")) {
            String name = Unit.escaped(path);
            system.healthCheck(HealthCheck.unitActive("mount-" + name.replace('\\', '.'), name + ".mount"));
        }
    }

    private static List<String> mountOptions(EvaluatedConfig mount) {
        var options = new ArrayList<>(mount.get(OPTIONS));
        mount.get(SUBVOLUME).ifPresent(subvolume -> options.add("subvol=" + subvolume));
        mount.get(DEPENDS).forEach(other -> options.add("x-systemd.requires-mounts-for=" + other));
        if (mount.get(AUTO_RESIZE) && !mount.name().equals("/")) {
            options.add("x-systemd.growfs");
        }
        return options;
    }

    private static void check(String path, EvaluatedConfig mount, SystemDefinition system) {
        if (TAKEN.contains(path)) {
            system.problem(Problem.error("Nothing can be mounted at `%s`, where the system itself is.".formatted(path))
                    .about(mount, DEVICE, "")
                    .hint("Mount it elsewhere."));
        }
        var device = mount.get(DEVICE);
        if (device.isEmpty()) {
            system.problem(Problem.error("It is not said what to mount at `%s`.".formatted(path))
                    .about(mount, DEVICE, "")
                    .hint("Set `device`, `label` or `uuid`."));
        }
        if (mount.get(NEEDED_FOR_BOOT) && device.orElse("").indexOf(' ') >= 0) {
            system.problem(Problem.error("The initrd cannot mount `%s`, because of the space.".formatted(device.get()))
                    .about(mount, DEVICE, "needed before the system starts")
                    .hint("Use the UUID, or give it a label without spaces."));
        }
    }

    private static Optional<String> named(String prefix, EvaluatedConfig mount, Option<Optional<String>> option) {
        return mount.get(option).map(name -> prefix + name);
    }

    private static OptionType<String> word() {
        return matching(
                "a name without spaces and commas",
                text -> !text.isEmpty() && text.chars().noneMatch(c -> c <= ' ' || c == ','));
    }

    private static boolean isMountPoint(String path) {
        return path.equals("/") || (path.startsWith("/") && Words.isRelativePath(path.substring(1)));
    }
}
