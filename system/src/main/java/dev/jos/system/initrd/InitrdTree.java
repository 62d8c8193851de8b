package dev.jos.system.initrd;

import dev.jos.host.Sha256;
import dev.jos.store.Attributes;
import dev.jos.store.CpioArchive;
import dev.jos.store.Directory;
import dev.jos.store.ObjectId;
import dev.jos.store.RegularFile;
import dev.jos.store.Symlink;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// The files of an initrd while it is composed, all of root and of 1970.
final class InitrdTree {

    private final TreeBuilder tree = Tree.builder();
    private final Map<ObjectId, byte[]> contents = new HashMap<>();

    void directory(String path) {
        tree.put(path, Directory.of(0755));
    }

    void file(String path, int mode, byte[] content) {
        Attributes attributes = Attributes.of(mode);
        ObjectId id = new ObjectId(Sha256.of(content), attributes.executable());
        contents.put(id, content);
        tree.put(path, new RegularFile(attributes, id, content.length));
    }

    void link(String path, String target) {
        tree.put(path, Symlink.to(target));
    }

    /// The archive that the kernel unpacks into its first root.
    byte[] cpio() throws IOException {
        var out = new ByteArrayOutputStream(1 << 22);
        CpioArchive.write(tree.build(), id -> new ByteArrayInputStream(contents.getOrDefault(id, new byte[0])), out);
        return out.toByteArray();
    }
}
