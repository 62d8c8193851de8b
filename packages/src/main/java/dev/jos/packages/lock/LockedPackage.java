package dev.jos.packages.lock;

import dev.jos.host.Sha256;
import dev.jos.packages.DebianVersion;
import dev.jos.packages.PackageId;
import dev.jos.packages.PackageNames;

/// One binary package, exactly: what it is, where the archive keeps it, and the digest its bytes must have.
///
/// @param suite the suite it was chosen from, such as `trixie-security`
/// @param source the name of the source package it was built from
/// @param sourceVersion the version of that source
/// @param file the path below the archive's root, such as `pool/main/v/vim/vim_9.1_amd64.deb`
/// @param size of the `.deb` in bytes
public record LockedPackage(
        PackageId id, String suite, String source, DebianVersion sourceVersion, String file, long size, Sha256 sha256)
        implements Comparable<LockedPackage> {

    /// The suite of packages that were built here.
    public static final String BUILT = "built";

    /// The suite of packages that came as files.
    public static final String LOCAL = "local";

    public LockedPackage {
        if (!isPoolPath(file)) {
            throw new IllegalArgumentException("`%s` is not a path in the archive's pool".formatted(file));
        }
        if (!PackageNames.isValid(source)) {
            throw new IllegalArgumentException("`%s` is not the name of a source package".formatted(source));
        }
        if (size < 0) {
            throw new IllegalArgumentException("a size cannot be negative: " + size);
        }
    }

    /// Whether the archive has this suite: else its packages are files or were built here.
    public static boolean isOfArchive(String suite) {
        return !suite.equals(BUILT) && !suite.equals(LOCAL);
    }

    public String name() {
        return id.name();
    }

    public DebianVersion version() {
        return id.version();
    }

    @Override
    public int compareTo(LockedPackage other) {
        return id.compareTo(other.id);
    }

    /// Whether `file` may be a path in the pool: relative, without `..`, without characters that a line or an
    /// address could stumble over.
    public static boolean isPoolPath(String file) {
        if (file.isEmpty() || file.startsWith("/")) {
            return false;
        }
        for (int i = 0; i < file.length(); i++) {
            char c = file.charAt(i);
            if (c <= ' ' || c > '~' || c == '\\' || c == '?' || c == '#') {
                return false;
            }
        }
        return !("/" + file + "/").contains("/../") && !file.contains("//");
    }
}
