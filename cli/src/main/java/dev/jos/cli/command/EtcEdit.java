package dev.jos.cli.command;

import dev.jos.host.Sha256;
import dev.jos.store.Attributes;
import dev.jos.store.Node;
import dev.jos.store.RegularFile;
import dev.jos.store.Symlink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One path of `/etc` that was edited on the machine.
///
/// @param path as trees have it, `etc/motd`
/// @param kind what was done
/// @param shipped what the running system has there
/// @param local what the machine has there, in the writable layer
/// @param details what differs beside the content, in words
record EtcEdit(String path, Kind kind, Optional<Node> shipped, Path local, List<String> details) {

    enum Kind {
        ADDED,
        REMOVED,
        CHANGED,
        /// This user may not look.
        UNREADABLE
    }

    private static final int TYPE = 0170000;
    private static final int DEVICE = 0020000;
    private static final int LINK = 0120000;

    /// What became of `path`; empty if it is as it was shipped, though it was copied to the writable layer.
    static Optional<EtcEdit> of(String path, Optional<Node> shipped, Path local) throws IOException {
        Map<String, Object> attributes =
                Files.readAttributes(local, "unix:mode,uid,gid,rdev", LinkOption.NOFOLLOW_LINKS);
        int mode = (int) attributes.getOrDefault("mode", 0);
        if ((mode & TYPE) == DEVICE && Long.valueOf(0).equals(attributes.get("rdev"))) {
            // How overlayfs notes that something is gone.
            return shipped.map(node -> new EtcEdit(path, Kind.REMOVED, shipped, local, List.of()));
        }
        if (shipped.isEmpty()) {
            return Optional.of(new EtcEdit(path, Kind.ADDED, shipped, local, List.of()));
        }
        boolean link = (mode & TYPE) == LINK;
        List<String> details = details(shipped.get(), mode, attributes, link);
        if (!link && !Files.isReadable(local)) {
            return Optional.of(new EtcEdit(path, Kind.UNREADABLE, shipped, local, details));
        }
        boolean same = details.isEmpty() && hasContent(shipped.get(), local);
        return same ? Optional.empty() : Optional.of(new EtcEdit(path, Kind.CHANGED, shipped, local, details));
    }

    private static List<String> details(Node shipped, int mode, Map<String, Object> attributes, boolean link) {
        List<String> details = new ArrayList<>();
        Attributes was = shipped.attributes();
        int bits = mode & 07777;
        if (!link && bits != was.mode()) {
            details.add("mode %04o → %04o".formatted(was.mode(), bits));
        }
        Object uid = attributes.getOrDefault("uid", 0);
        Object gid = attributes.getOrDefault("gid", 0);
        if (!uid.equals(was.uid()) || !gid.equals(was.gid())) {
            details.add("owner " + was.uid() + ":" + was.gid() + " → " + uid + ":" + gid);
        }
        return details;
    }

    private static boolean hasContent(Node shipped, Path local) throws IOException {
        if (Files.isSymbolicLink(local)) {
            return shipped instanceof Symlink link
                    && link.target().equals(Files.readSymbolicLink(local).toString());
        }
        return shipped instanceof RegularFile file
                && Files.isRegularFile(local, LinkOption.NOFOLLOW_LINKS)
                && Files.size(local) == file.size()
                && Sha256.ofFile(local).equals(file.content().content());
    }
}
