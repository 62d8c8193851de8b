package dev.jos.packages.scripts;

import java.util.List;

/// Where a path of a script lies in a composed system.
final class Paths {

    private static final List<String> MERGED = List.of("/bin/", "/sbin/", "/lib/", "/lib64/", "/lib32/", "/libx32/");
    private static final List<String> VOLATILE = List.of("/run", "/tmp", "/dev", "/proc", "/sys", "/var/tmp");

    private Paths() {}

    /// The path with its usr-merged directory and without repeated, trailing or `.` components.
    static String canonical(String path) {
        String clean = path.replaceAll("/(\\.?/)+", "/");
        if (clean.length() > 1 && clean.endsWith("/")) {
            clean = clean.substring(0, clean.length() - 1);
        }
        for (String directory : MERGED) {
            if ((clean + "/").startsWith(directory)) {
                return "/usr" + clean;
            }
        }
        if ((clean + "/").startsWith("/var/run/")) {
            return clean.substring(4);
        }
        return (clean + "/").startsWith("/var/lock/") ? "/run" + clean.substring(4) : clean;
    }

    static boolean isUnder(String path, String directory) {
        return path.equals(directory) || path.startsWith(directory.endsWith("/") ? directory : directory + "/");
    }

    /// Whether the path belongs to the composed, immutable part of a system.
    static boolean isComposed(String path) {
        return isUnder(path, "/usr") || isUnder(path, "/etc");
    }

    /// Whether the path does not outlive the script or the boot.
    static boolean isVolatile(String path) {
        return VOLATILE.stream().anyMatch(directory -> isUnder(path, directory));
    }

    static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }
}
