package dev.jos.store;

import dev.jos.host.DiskFull;
import dev.jos.host.SystemCalls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// Makes real directories of a tree, whose files are hard links into the store.
///
/// A file is linked if the object's inode can stand for it: owned by root (or by whoever, if the user is not root
/// and could not change it), and neither set-user-id nor unreadable for anybody. Other files are copied, and so is
/// everything where links are impossible: on another file system, or when an object has too many. Linked files keep
/// the time and the read-only mode of the object. Extended attributes are left out. Nothing may write to the files
/// of a checkout: put it under an overlay for that.
public final class HardlinkCheckout {

    private static final int WRITE_BITS = 0222;
    private static final int OWNER_ALL = 0700;
    private static final int OWNER_READ = 0400;

    private final Store store;
    private final SystemCalls systemCalls;
    private final Path target;
    private final boolean root;

    private HardlinkCheckout(Store store, SystemCalls systemCalls, Path target) {
        this.store = store;
        this.systemCalls = systemCalls;
        this.target = target;
        this.root = systemCalls.effectiveUserId() == 0;
    }

    /// Puts `tree` at `target`, which must not exist, but whose parent must. Not flushed: make it beside its place
    /// and rename it.
    public static void write(Tree tree, Store store, Path target) throws IOException {
        HardlinkCheckout checkout = new HardlinkCheckout(store, store.systemCalls(), target);
        List<Entry> entries = tree.entries();
        for (Entry entry : entries) {
            checkout.create(entry);
        }
        for (Entry entry : entries.reversed()) {
            if (entry.node() instanceof Directory directory) {
                checkout.finish(checkout.path(entry), directory.attributes());
            }
        }
    }

    private Path path(Entry entry) {
        return target.resolve(entry.path());
    }

    private void create(Entry entry) throws IOException {
        Path path = path(entry);
        switch (entry.node()) {
            case Directory directory -> Files.createDirectory(path);
            case Symlink link -> {
                Files.createSymbolicLink(path, Path.of(link.target()));
                own(path, link.attributes());
            }
            case RegularFile file -> {
                if (!linkable(file) || !link(file, path)) {
                    copy(file, path);
                }
            }
        }
    }

    private boolean linkable(RegularFile file) {
        Attributes attributes = file.attributes();
        int wanted = file.content().executable() ? 0555 : 0444;
        return (attributes.mode() & ~WRITE_BITS) == wanted
                && (!root || (attributes.uid() == 0 && attributes.gid() == 0));
    }

    private boolean link(RegularFile file, Path path) throws IOException {
        try {
            systemCalls.link(store.path(file.content()), path);
            return true;
        } catch (NoSuchFileException e) {
            throw store.contains(file.content()) ? e : new MissingObject(file.content());
        } catch (FileAlreadyExistsException | DiskFull e) {
            throw e;
        } catch (FileSystemException e) {
            // Another file system, too many links, or one that knows no links.
            return false;
        }
    }

    private void copy(RegularFile file, Path path) throws IOException {
        try (InputStream content = store.open(file.content())) {
            Files.copy(content, path);
        }
        finish(path, file.attributes());
    }

    private void finish(Path path, Attributes attributes) throws IOException {
        own(path, attributes);
        int mode = attributes.mode();
        if (root) {
            Files.setAttribute(path, "unix:mode", mode);
        } else {
            // Without root, files belong to the user, who has to be able to read and later remove them.
            int permissions = (mode & 0777) | (Files.isDirectory(path) ? OWNER_ALL : OWNER_READ);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(symbolic(permissions)));
        }
        Files.setLastModifiedTime(path, FileTime.from(java.time.Instant.ofEpochSecond(attributes.mtime())));
    }

    private void own(Path path, Attributes attributes) throws IOException {
        if (root && (attributes.uid() != 0 || attributes.gid() != 0)) {
            Files.setAttribute(path, "unix:uid", attributes.uid(), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", attributes.gid(), LinkOption.NOFOLLOW_LINKS);
        }
    }

    private static String symbolic(int permissions) {
        StringBuilder text = new StringBuilder("rwxrwxrwx");
        for (int bit = 0; bit < text.length(); bit++) {
            if ((permissions & (OWNER_READ >> bit)) == 0) {
                text.setCharAt(bit, '-');
            }
        }
        return text.toString();
    }
}
