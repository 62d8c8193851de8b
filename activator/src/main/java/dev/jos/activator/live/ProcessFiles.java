package dev.jos.activator.live;

import dev.jos.activator.units.TreePaths;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What processes have mapped and mounted, as proc_pid_maps(5) and proc_pid_mountinfo(5) tell.
///
/// A process may end while it is looked at, and of others an ordinary user sees nothing: both count as a process that
/// uses nothing.
final class ProcessFiles {

    private static final int MAPS_PATH = 6;
    private static final int MOUNTINFO_POINT = 4;
    /// What a switch puts something else at.
    private static final List<String> REPLACED = List.of("usr", "etc");

    private static final String DELETED = " (deleted)";

    private final Path root;

    ProcessFiles(Path root) {
        this.root = root;
    }

    /// @param files paths as trees have them
    record Used(SortedSet<String> files, SortedSet<String> ownMountsIn) {}

    Used ofControlGroup(String group) {
        SortedSet<String> files = new TreeSet<>();
        SortedSet<String> mounts = new TreeSet<>();
        for (long process : members(group)) {
            Used used = ofProcess(process);
            files.addAll(used.files());
            mounts.addAll(used.ownMountsIn());
        }
        return new Used(files, mounts);
    }

    Used ofProcess(long process) {
        SortedSet<String> files = new TreeSet<>();
        for (String line : lines(proc(process).resolve("maps"))) {
            String[] fields = line.split("\\s+", MAPS_PATH);
            if (fields.length == MAPS_PATH && fields[MAPS_PATH - 1].startsWith("/")) {
                files.add(inTree(fields[MAPS_PATH - 1]));
            }
        }
        return new Used(files, ownMountsIn(process));
    }

    /// A file that was mapped before a switch is named as if `/usr` were the root: its mount has no place any more.
    private static String inTree(String mapped) {
        String path = mapped.endsWith(DELETED) ? mapped.substring(0, mapped.length() - DELETED.length()) : mapped;
        String inTree = TreePaths.of(path);
        boolean placed = Stream.of(
                        "usr/", "etc/", "var/", "run/", "dev/", "home/", "tmp/", "root/", "jos/", "opt/", "srv/")
                .anyMatch(inTree::startsWith);
        return placed ? inTree : "usr/" + inTree;
    }

    private SortedSet<String> ownMountsIn(long process) {
        SortedSet<String> mounts = new TreeSet<>();
        for (String line : lines(proc(process).resolve("mountinfo"))) {
            String[] fields = line.split(" ", -1);
            String point = fields.length > MOUNTINFO_POINT ? fields[MOUNTINFO_POINT] : "";
            for (String each : REPLACED) {
                if (point.startsWith("/" + each + "/")) {
                    mounts.add(each);
                }
            }
        }
        return mounts;
    }

    MountedDevices devices() throws IOException {
        return devices(root);
    }

    private static MountedDevices devices(Path top) throws IOException {
        return new MountedDevices(device(top.resolve("usr")), device(top.resolve("etc")));
    }

    private static long device(Path directory) throws IOException {
        return (Long) Files.getAttribute(directory, "unix:dev");
    }

    /// Whether a process of the group has one of `directories` as it was before, and it has been replaced.
    boolean haveStayedOn(MountedDevices before, MountedDevices now, Set<String> directories, String group)
            throws IOException {
        for (long process : members(group)) {
            try {
                if (devices(proc(process).resolve("root")).sharesWhatIsGone(before, now, directories)) {
                    return true;
                }
            } catch (IOException ended) {
                if (Files.exists(proc(process).resolve("root"))) {
                    throw ended;
                }
            }
        }
        return false;
    }

    private List<Long> members(String group) {
        List<Long> members = new ArrayList<>();
        if (group.isEmpty()) {
            return members;
        }
        Path directory = root.resolve("sys/fs/cgroup" + group);
        try (Stream<Path> below = Files.walk(directory)) {
            below.filter(path -> path.endsWith("cgroup.procs"))
                    .flatMap(path -> lines(path).stream())
                    .map(Long::valueOf)
                    .forEach(members::add);
        } catch (IOException | UncheckedIOException _) {
            // The group went away: it has no members.
        }
        return members;
    }

    private Path proc(long process) {
        return root.resolve("proc").resolve(Long.toString(process));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException _) {
            return List.of();
        }
    }
}
