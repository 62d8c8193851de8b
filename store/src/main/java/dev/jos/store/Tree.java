package dev.jos.store;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/// A canonical manifest of a file hierarchy: paths, types, attributes, link targets and the names of contents.
///
/// Immutable. Every entry's parent is a directory of the same tree, the root included; the entries are in canonical
/// order: a directory before what it holds, siblings by the bytes of their names. Equal trees have equal
/// [identifiers][#id], whatever order they were built in.
public final class Tree {

    /// The tree of nothing but a root directory, mode 0755.
    public static final Tree EMPTY = new Tree(new Entry[] {new Entry("", Directory.of(0755))});

    /// Without even a root, for builders to begin with.
    static final Tree NOTHING = new Tree(new Entry[0]);

    private final Entry[] entries;

    /// Found when it is first asked for; whoever finds it at the same time finds the same.
    private @Nullable TreeId id;

    /// A path that gets another node than it had, or none.
    record Change(String path, Optional<Node> node) {}

    /// Trusts its caller to give closed, sorted, distinct entries, and to forget the array.
    Tree(Entry[] entries) {
        this.entries = entries;
    }

    public static TreeBuilder builder() {
        return new TreeBuilder(NOTHING);
    }

    /// A builder that already holds everything of this tree.
    public TreeBuilder toBuilder() {
        return new TreeBuilder(this);
    }

    /// This tree after `changes`, which are in canonical order and leave it closed.
    Tree with(Change[] changes) {
        Entry[] changed = new Entry[entries.length + changes.length];
        int count = 0;
        int from = 0;
        for (Change change : changes) {
            int found = indexOf(change.path(), from);
            int at = found < 0 ? -found - 1 : found;
            System.arraycopy(entries, from, changed, count, at - from);
            count += at - from;
            from = found < 0 ? at : at + 1;
            if (change.node().isPresent()) {
                changed[count++] = new Entry(change.path(), change.node().get());
            }
        }
        System.arraycopy(entries, from, changed, count, entries.length - from);
        return new Tree(Arrays.copyOf(changed, count + entries.length - from));
    }

    /// All entries in canonical order, the root first.
    public List<Entry> entries() {
        return new Entries(entries, 0, entries.length);
    }

    /// The number of entries, the root included.
    public int size() {
        return entries.length;
    }

    public Optional<Entry> entry(String path) {
        int index = indexOf(path);
        return index < 0 ? Optional.empty() : Optional.of(entries[index]);
    }

    public Optional<Node> node(String path) {
        return entry(path).map(Entry::node);
    }

    public boolean contains(String path) {
        return indexOf(path) >= 0;
    }

    /// The attributes of the root directory.
    public Directory root() {
        return (Directory) entries[0].node();
    }

    /// What lies below `path` at any depth, in canonical order, without `path` itself; empty unless it is a
    /// directory.
    public List<Entry> below(String path) {
        int index = indexOf(path);
        return index < 0 ? List.of() : new Entries(entries, index + 1, endOf(index));
    }

    /// What lies directly in the directory `path`, in canonical order; empty unless it is a directory.
    public List<Entry> children(String path) {
        int prefix = path.isEmpty() ? 0 : path.length() + 1;
        return below(path).stream()
                .filter(entry -> entry.path().indexOf('/', prefix) < 0)
                .toList();
    }

    /// The directory `path` as a tree of its own, with paths relative to it; empty if there is no such directory.
    public Optional<Tree> subtree(String path) {
        int index = indexOf(path);
        if (index < 0 || !(entries[index].node() instanceof Directory)) {
            return Optional.empty();
        }
        if (index == 0) {
            return Optional.of(this);
        }
        Entry[] part = Arrays.copyOfRange(entries, index, endOf(index));
        part[0] = new Entry("", part[0].node());
        for (int i = 1; i < part.length; i++) {
            part[i] = new Entry(part[i].path().substring(path.length() + 1), part[i].node());
        }
        return Optional.of(new Tree(part));
    }

    /// The SHA-256 of the canonical encoding.
    public TreeId id() {
        @Nullable TreeId known = id;
        return known != null ? known : identified(TreeCodec.encode(this));
    }

    /// The identifier, found by the encoding of this very tree.
    TreeId identified(byte[] encoding) {
        TreeId found = TreeCodec.identify(encoding);
        id = found;
        return found;
    }

    private int indexOf(String path) {
        return indexOf(path, 0);
    }

    /// The index of `path`, which is not before `from`; if there is no such path, -1 less where it would be.
    private int indexOf(String path, int from) {
        int low = from;
        int high = entries.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = TreePath.ORDER.compare(entries[middle].path(), path);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    /// The index after the last entry below the one at `index`.
    private int endOf(int index) {
        String path = entries[index].path();
        int low = index + 1;
        int high = entries.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (TreePath.isBelow(entries[middle].path(), path)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tree that && Arrays.equals(entries, that.entries);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(entries);
    }

    @Override
    public String toString() {
        return "Tree of " + entries.length + " entries";
    }

    /// A part of the entries, without a copy.
    private static final class Entries extends AbstractList<Entry> implements RandomAccess {

        private final Entry[] entries;
        private final int start;
        private final int end;

        Entries(Entry[] entries, int start, int end) {
            this.entries = entries;
            this.start = start;
            this.end = end;
        }

        @Override
        public Entry get(int index) {
            return entries[start + java.util.Objects.checkIndex(index, size())];
        }

        @Override
        public int size() {
            return end - start;
        }
    }
}
