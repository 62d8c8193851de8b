package dev.jos.packages.deb;

import java.util.Map;

/// The header of one member of a tar archive, extensions applied.
///
/// @param path as in the archive, such as `./usr/bin/vim`
/// @param mode permission bits, 0 to 07777
/// @param mtime in seconds since 1970
/// @param size of the content in bytes; 0 unless a regular file
/// @param linkTarget of symbolic and hard links, else empty
/// @param xattrs extended attributes by name
record TarMember(
        String path,
        Type type,
        int mode,
        int uid,
        int gid,
        long mtime,
        long size,
        String linkTarget,
        Map<String, byte[]> xattrs) {

    /// What a package can hold.
    enum Type {
        FILE,
        DIRECTORY,
        SYMLINK,
        HARDLINK
    }
}
