package dev.jos.packages.debian;

import dev.jos.packages.scripts.Declarations;
import dev.jos.packages.scripts.DirectoryDeclaration;
import dev.jos.packages.scripts.EtcFile;
import dev.jos.packages.scripts.FileCopy;
import dev.jos.packages.scripts.FileLink;
import dev.jos.store.Attributes;
import dev.jos.store.Node;
import dev.jos.store.RegularFile;
import java.io.IOException;
import java.util.Optional;

/// Puts the directories, copies, files and links that packages declare into the tree. What is there already stays.
final class DeclaredFiles {

    private DeclaredFiles() {}

    static void apply(ViewFiles view, Declarations declarations, Accounts accounts) throws IOException {
        for (DirectoryDeclaration directory : declarations.directories()) {
            if (!view.exists(directory.path())) {
                int uid = accounts.uid(directory.user()).orElse(0);
                int gid = accounts.gid(directory.group()).orElse(0);
                view.directory(directory.path(), Attributes.of(directory.mode()).withOwner(uid, gid));
            }
        }
        for (EtcFile file : declarations.files()) {
            if (!view.exists(file.path())) {
                view.write(file.path(), file.text(), file.mode());
            }
        }
        for (FileCopy copy : declarations.copies()) {
            copy(view, copy);
        }
        for (FileLink link : declarations.links()) {
            if (view.node(link.path()).isEmpty()) {
                view.link(link.path(), link.target());
            }
        }
    }

    private static void copy(ViewFiles view, FileCopy copy) throws IOException {
        if (view.exists(copy.to())) {
            return;
        }
        Optional<Node> original = view.resolve(copy.from());
        if (original.orElse(null) instanceof RegularFile file) {
            int mode = copy.mode().orElse(file.attributes().mode());
            view.put(copy.to(), view.withMode(file, file.attributes().withMode(mode)));
        } else {
            view.remark("`" + copy.to() + "` is not made: there is no file `" + copy.from() + "` to copy.");
        }
    }
}
