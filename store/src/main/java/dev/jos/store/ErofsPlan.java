package dev.jos.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where everything of an image goes: the inodes in the order of the tree, the blocks of large directories,
/// contents.
final class ErofsPlan {

    static final int BLOCK = 4096;

    /// A content in the image.
    record Extent(RegularFile file, long firstBlock) {}

    private final List<ErofsInode> inodes;
    private final List<Extent> extents = new ArrayList<>();
    private final boolean stubs;
    private long blocks;

    private ErofsPlan(List<ErofsInode> inodes, boolean stubs) {
        this.inodes = inodes;
        this.stubs = stubs;
    }

    /// Regular files have no content, but say where it is.
    static ErofsPlan stubs(Tree tree) throws IOException {
        ErofsPlan plan = new ErofsPlan(inodes(tree, true), true);
        plan.place();
        return plan;
    }

    /// Regular files have their contents.
    static ErofsPlan contents(Tree tree) throws IOException {
        ErofsPlan plan = new ErofsPlan(inodes(tree, false), false);
        plan.place();
        plan.placeContents();
        return plan;
    }

    List<ErofsInode> inodes() {
        return inodes;
    }

    List<Extent> extents() {
        return extents;
    }

    boolean hasStubs() {
        return stubs;
    }

    long blocks() {
        return blocks;
    }

    private static List<ErofsInode> inodes(Tree tree, boolean stubs) throws IOException {
        List<ErofsInode> inodes = new ArrayList<>(tree.size());
        List<ErofsDirectory> open = new ArrayList<>();
        for (Entry entry : tree.entries()) {
            while (!open.isEmpty()
                    && !TreePath.isBelow(entry.path(), open.getLast().path())) {
                open.removeLast();
            }
            ErofsXattrs xattrs = ErofsXattrs.of(entry, stubs);
            int serial = inodes.size() + 1;
            ErofsInode inode =
                    switch (entry.node()) {
                        case Directory directory ->
                            new ErofsDirectory(
                                    entry.path(), directory, xattrs, serial, open.isEmpty() ? null : open.getLast());
                        case RegularFile file -> new ErofsFile(file, xattrs, serial, stubs);
                        case Symlink link -> new ErofsSymlink(link, xattrs, serial);
                    };
            if (!open.isEmpty()) {
                open.getLast().add(entry.name().getBytes(StandardCharsets.UTF_8), inode);
            }
            if (inode instanceof ErofsDirectory directory) {
                open.add(directory);
            }
            inodes.add(inode);
        }
        return inodes;
    }

    private void place() {
        long position = ErofsSuperblock.OFFSET + ErofsSuperblock.SIZE;
        for (ErofsInode inode : inodes) {
            inode.close();
            position = inode.placeFrom(position);
        }
        blocks = (position + BLOCK - 1) / BLOCK;
        for (ErofsInode inode : inodes) {
            if (inode.blocks() > 0) {
                inode.placeBlocks(blocks);
                blocks += inode.blocks();
            }
        }
    }

    /// Equal contents share their blocks.
    private void placeContents() {
        Map<ObjectId, Long> known = new HashMap<>();
        for (ErofsInode inode : inodes) {
            if (inode instanceof ErofsFile file && file.size() > 0) {
                Long shared = known.putIfAbsent(file.content().content(), blocks);
                if (shared == null) {
                    extents.add(new Extent(file.content(), blocks));
                    file.placeContent(blocks);
                    blocks += (file.size() + BLOCK - 1) / BLOCK;
                } else {
                    file.placeContent(shared);
                }
            }
        }
    }
}
