package dev.jos.packages.deb;

/// Turns the paths in a package's archive into paths relative to the root, and refuses those that leave it.
final class MemberPath {

    private MemberPath() {}

    /// `./usr/bin/vim` becomes `usr/bin/vim`; the root itself becomes the empty string.
    ///
    /// @throws ArchiveDamage if the path is absolute, has `.` or `..` or nothing between slashes, or a control
    /// character
    static String clean(String raw) throws ArchiveDamage {
        String path = raw;
        while (path.startsWith("./")) {
            path = path.substring(2);
        }
        if (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        if (path.equals(".") || path.isEmpty()) {
            if (raw.startsWith("/")) {
                throw new ArchiveDamage(raw, "its path is absolute");
            }
            return "";
        }
        if (path.startsWith("/")) {
            throw new ArchiveDamage(raw, "its path is absolute");
        }
        for (String part : path.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                throw new ArchiveDamage(raw, "its path has a part `%s`".formatted(part));
            }
        }
        if (path.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new ArchiveDamage(raw, "its path has a control character");
        }
        return path;
    }

    /// Refuses the target of a symbolic link that climbs above the root, seen from the link at `path`. An absolute
    /// target
    /// starts at the root of the system that the package is installed in.
    static void checkTarget(String raw, String path, String target) throws ArchiveDamage {
        int depth = target.startsWith("/")
                ? 0
                : (int) path.chars().filter(c -> c == '/').count();
        for (String part : target.split("/", -1)) {
            if (part.equals("..")) {
                depth--;
            } else if (!part.isEmpty() && !part.equals(".")) {
                depth++;
            }
            if (depth < 0) {
                throw new ArchiveDamage(raw, "its target `%s` leads out of the root".formatted(target));
            }
        }
    }
}
