package dev.jos.packages.debian;

import dev.jos.store.Attributes;
import dev.jos.store.ContentSource;
import dev.jos.store.Directory;
import dev.jos.store.Entry;
import dev.jos.store.Node;
import dev.jos.store.RegularFile;
import dev.jos.store.Symlink;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A tree that is being completed, with the contents of its files. Paths are absolute, as on the machine.
final class ViewFiles {

    private static final int MOST_LINKS = 40;

    private final Tree base;
    private final TreeBuilder builder;
    private final ContentSource source;
    private final ContentSink sink;
    private final List<String> remarks = new ArrayList<>();

    ViewFiles(Tree base, ContentSource source, ContentSink sink) {
        this.base = base;
        this.builder = base.toBuilder();
        this.source = source;
        this.sink = sink;
    }

    Tree build() {
        return builder.build();
    }

    List<String> remarks() {
        return remarks;
    }

    void remark(String sentence) {
        remarks.add(sentence);
    }

    /// The names of what the tree as it was given holds directly in a directory.
    List<String> shippedNames(String directory) {
        return base.children(relative(directory)).stream().map(Entry::name).toList();
    }

    /// Everything the tree as it was given holds below a directory, by absolute path.
    List<String> shippedBelow(String directory) {
        return base.below(relative(directory)).stream()
                .map(entry -> "/" + entry.path())
                .toList();
    }

    Optional<Node> node(String path) {
        return builder.node(relative(path));
    }

    boolean exists(String path) {
        return node(path).isPresent() || resolve(path).isPresent();
    }

    /// The node a path leads to through symbolic links, also those among its directories.
    Optional<Node> resolve(String path) {
        return realPath(path).flatMap(this::node);
    }

    private Optional<String> realPath(String path) {
        String left = path.substring(1);
        String done = "";
        int links = 0;
        while (!left.isEmpty()) {
            int slash = left.indexOf('/');
            String name = slash < 0 ? left : left.substring(0, slash);
            left = slash < 0 ? "" : left.substring(slash + 1);
            if (name.isEmpty() || name.equals(".")) {
                continue;
            }
            if (name.equals("..")) {
                done = done.substring(0, Math.max(0, done.lastIndexOf('/')));
                continue;
            }
            String next = done + "/" + name;
            if (node(next).orElse(null) instanceof Symlink link) {
                if (++links > MOST_LINKS) {
                    return Optional.empty();
                }
                done = link.target().startsWith("/") ? "" : done;
                left = link.target() + (left.isEmpty() ? "" : "/" + left);
            } else {
                done = next;
            }
        }
        return done.isEmpty() ? Optional.empty() : Optional.of(done);
    }

    /// The text of the file a path leads to.
    Optional<String> text(String path) throws IOException {
        return bytes(path).map(content -> new String(content, StandardCharsets.UTF_8));
    }

    Optional<byte[]> bytes(String path) throws IOException {
        if (resolve(path).orElse(null) instanceof RegularFile file) {
            try (InputStream in = source.open(file.content())) {
                return Optional.of(in.readAllBytes());
            }
        }
        return Optional.empty();
    }

    void write(String path, String text, int mode) throws IOException {
        write(path, text.getBytes(StandardCharsets.UTF_8), mode);
    }

    void write(String path, byte[] content, int mode) throws IOException {
        builder.put(relative(path), file(content, mode));
    }

    /// A file that is not anywhere yet. Several threads may make some at once, and read meanwhile.
    RegularFile file(byte[] content, int mode) throws IOException {
        Attributes attributes = Attributes.of(mode);
        return new RegularFile(attributes, sink.add(content, attributes.executable()), content.length);
    }

    void link(String path, String target) {
        builder.put(relative(path), Symlink.to(target));
    }

    void directory(String path, Attributes attributes) {
        builder.put(relative(path), new Directory(attributes));
    }

    void put(String path, Node node) {
        builder.put(relative(path), node);
    }

    /// The file with another mode, whose content may have to be known under its executable name.
    RegularFile withMode(RegularFile file, Attributes changed) throws IOException {
        if (file.content().executable() == changed.executable()) {
            return file.with(changed);
        }
        try (InputStream in = source.open(file.content())) {
            return new RegularFile(changed, sink.add(in.readAllBytes(), changed.executable()), file.size());
        }
    }

    private static String relative(String path) {
        return path.substring(1);
    }
}
