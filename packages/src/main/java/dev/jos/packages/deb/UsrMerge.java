package dev.jos.packages.deb;

import java.util.Set;

/// The paths of a system whose `/bin`, `/lib` and the like are links into `/usr`, for members of packages that may
/// still
/// speak of the old places.
final class UsrMerge {

    private static final Set<String> ALIASES = Set.of("bin", "sbin", "lib", "lib32", "lib64", "libo32", "libx32");

    private UsrMerge() {}

    /// Where `path`, relative and clean, really is: `lib/x86_64-linux-gnu/libc.so.6` is
    /// `usr/lib/x86_64-linux-gnu/libc.so.6`.
    static String path(String path) {
        int slash = path.indexOf('/');
        String first = slash < 0 ? path : path.substring(0, slash);
        return ALIASES.contains(first) ? "usr/" + path : path;
    }

    /// Whether a member is one of the links themselves, which base-files brings: `lib` to `usr/lib`.
    static boolean isAliasLink(String path, TarMember member) {
        return member.type() == TarMember.Type.SYMLINK
                && ALIASES.contains(path)
                && (member.linkTarget().equals("usr/" + path)
                        || member.linkTarget().equals("/usr/" + path));
    }
}
