package dev.jos.packages.tools;

import dev.jos.store.Attributes;
import dev.jos.store.ObjectId;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The few files of `/etc` that programs in a sandbox look for and no package ships: root is the one account.
final class AccountFiles {

    /// `resolv.conf` is empty for the machine's own to be mounted over.
    private static final Map<String, String> FILES = Map.of(
            "etc/passwd", "root:x:0:0:root:/tmp:/bin/sh\n",
            "etc/group", "root:x:0:\n",
            "etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\n",
            "etc/hosts", "127.0.0.1 localhost\n",
            "etc/resolv.conf", "");

    private AccountFiles() {}

    /// The tree of these files, whose contents are then in the store.
    static Tree addedTo(Store store) throws IOException {
        TreeBuilder tree = Tree.builder();
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
            ObjectId object = store.add(content, false);
            tree.put(file.getKey(), new RegularFile(Attributes.of(0644), object, content.length));
        }
        return tree.build();
    }
}
