package dev.jos.packages.deb;

import dev.jos.interfaces.LibraryFiles;
import dev.jos.interfaces.LibraryPath;
import dev.jos.store.Entry;
import dev.jos.store.Node;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import dev.jos.store.Symlink;
import dev.jos.store.Tree;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Optional;

/// The files of a tree with their contents in a store, for [dev.jos.interfaces.LibraryClosure].
public final class StoredLibraries implements LibraryFiles {

    private static final int MOST_LINKS = 40;

    private final Tree tree;
    private final Store store;

    public StoredLibraries(Tree tree, Store store) {
        this.tree = tree;
        this.store = store;
    }

    @Override
    public Optional<SeekableByteChannel> open(String path) throws IOException {
        Optional<Entry> found = follow(path);
        return found.isPresent() && found.get().node() instanceof RegularFile file
                ? Optional.of(store.channel(file.content()))
                : Optional.empty();
    }

    /// The file that `path` leads to through symbolic links, also of directories on the way; empty if there is none.
    public Optional<Entry> follow(String path) {
        String rest = LibraryPath.normalize(path);
        String at = "";
        for (int links = 0; links < MOST_LINKS; ) {
            int slash = rest.indexOf('/');
            String name = slash < 0 ? rest : rest.substring(0, slash);
            rest = slash < 0 ? "" : rest.substring(slash + 1);
            String next = at.isEmpty() ? name : at + "/" + name;
            Optional<Entry> entry = tree.entry(next);
            Node node = entry.map(Entry::node).orElse(null);
            if (node instanceof Symlink link) {
                String target = link.target().startsWith("/") ? link.target() : at + "/" + link.target();
                rest = LibraryPath.normalize(target + "/" + rest);
                at = "";
                links++;
            } else if (entry.isEmpty() || rest.isEmpty()) {
                return entry;
            } else {
                at = next;
            }
        }
        return Optional.empty();
    }

    @Override
    public List<String> list(String directory) {
        return tree.children(LibraryPath.normalize(directory)).stream()
                .map(Entry::name)
                .toList();
    }
}
