package dev.jos.packages.deb;

import dev.jos.store.Attributes;
import dev.jos.store.Directory;
import dev.jos.store.ExtendedAttributes;
import dev.jos.store.Node;
import dev.jos.store.ObjectId;
import dev.jos.store.RegularFile;
import dev.jos.store.Symlink;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts the members of a package's archive together to a usr-merged tree.
///
/// The same path may not come twice. Two paths may be one only through the merge of `/usr`, and then both must be
/// directories, of which the one under `/usr` gives the attributes, or entirely equal.
final class TreeAssembly {

    private final TreeBuilder tree = Tree.builder();
    /// By merged path the path as it came, to tell a repetition from a merge.
    private final Map<String, String> origins = new HashMap<>();

    void directory(TarMember member) throws ArchiveDamage {
        String path = MemberPath.clean(member.path());
        if (!path.isEmpty()) {
            put(member, path, node(member, Directory::new));
        }
    }

    void symlink(TarMember member) throws ArchiveDamage {
        String path = MemberPath.clean(member.path());
        String merged = UsrMerge.isAliasLink(path, member) ? path : UsrMerge.path(path);
        MemberPath.checkTarget(member.path(), merged, member.linkTarget());
        put(member, path, merged, node(member, attributes -> new Symlink(attributes, member.linkTarget())));
    }

    /// Adds a regular file; gives its merged path.
    String file(TarMember member, ObjectId content) throws ArchiveDamage {
        String path = MemberPath.clean(member.path());
        put(member, path, node(member, attributes -> new RegularFile(attributes, content, member.size())));
        return UsrMerge.path(path);
    }

    /// A hard link becomes a file of its own with the same content: the store keeps contents once anyway.
    ///
    /// @return the file it stands for
    RegularFile hardLink(TarMember member) throws ArchiveDamage {
        String target = UsrMerge.path(MemberPath.clean(member.linkTarget()));
        if (!(tree.node(target).orElse(null) instanceof RegularFile file)) {
            throw new ArchiveDamage(
                    member.path(),
                    "its target `%s` is no file before it in the package".formatted(member.linkTarget()));
        }
        put(member, MemberPath.clean(member.path()), file);
        return file;
    }

    Tree build() throws ArchiveDamage {
        try {
            return tree.build();
        } catch (IllegalArgumentException contradiction) {
            throw new ArchiveDamage("", String.valueOf(contradiction.getMessage()));
        }
    }

    private void put(TarMember member, String path, Node node) throws ArchiveDamage {
        put(member, path, UsrMerge.path(path), node);
    }

    private void put(TarMember member, String path, String merged, Node node) throws ArchiveDamage {
        @Nullable String earlier = origins.putIfAbsent(merged, path);
        if (earlier != null) {
            checkSame(member, path, earlier, node, tree.node(merged).orElseThrow());
            if (!path.equals(merged)) {
                return;
            }
        }
        try {
            tree.put(merged, node);
        } catch (IllegalArgumentException refused) {
            throw new ArchiveDamage(member.path(), String.valueOf(refused.getMessage()));
        }
    }

    private static void checkSame(TarMember member, String path, String earlier, Node node, Node there)
            throws ArchiveDamage {
        if (path.equals(earlier)) {
            throw new ArchiveDamage(member.path(), "it occurs twice");
        }
        boolean bothDirectories = node instanceof Directory && there instanceof Directory;
        if (!bothDirectories && !node.equals(there)) {
            throw new ArchiveDamage(
                    member.path(), "it differs from `%s`, which is the same file on a merged /usr".formatted(earlier));
        }
    }

    private interface Making<T> {
        T of(Attributes attributes);
    }

    private static <T> T node(TarMember member, Making<T> making) throws ArchiveDamage {
        try {
            return making.of(new Attributes(
                    member.mode(),
                    member.uid(),
                    member.gid(),
                    Math.max(0, member.mtime()),
                    ExtendedAttributes.of(member.xattrs())));
        } catch (IllegalArgumentException refused) {
            throw new ArchiveDamage(member.path(), String.valueOf(refused.getMessage()));
        }
    }
}
