package dev.jos.packages.deb;

import dev.jos.store.ObjectId;
import dev.jos.store.StoreBatch;
import dev.jos.store.Tree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.jspecify.annotations.Nullable;

/// Puts the files of one package into a batch of the store while they are read.
final class DebUnpacking implements DebReader.Visitor {

    /// Files up to this size are held in memory, to be looked at on the way.
    private static final int SMALL = 4 << 20;

    private final StoreBatch batch;
    private final TreeAssembly assembly = new TreeAssembly();
    private final InterfaceCollector interfaces = new InterfaceCollector();
    private @Nullable DebControl control;
    private @Nullable ControlArchive archive;
    private long unpackedSize;

    DebUnpacking(StoreBatch batch) {
        this.batch = batch;
    }

    @Override
    public void control(DebControl read, ControlArchive asItCame) {
        control = read;
        archive = asItCame;
    }

    @Override
    public void member(TarMember member, InputStream content) throws IOException {
        switch (member.type()) {
            case DIRECTORY -> assembly.directory(member);
            case SYMLINK -> assembly.symlink(member);
            case HARDLINK -> assembly.hardLink(member);
            case FILE -> {
                if (member.size() <= SMALL) {
                    smallFile(member, content);
                } else {
                    largeFile(member, content);
                }
                unpackedSize += member.size();
            }
        }
    }

    private void smallFile(TarMember member, InputStream content) throws IOException {
        byte[] bytes = content.readAllBytes();
        ObjectId id = batch.add(bytes, executable(member));
        interfaces.file(assembly.file(member, id), id, bytes);
    }

    private void largeFile(TarMember member, InputStream content) throws IOException {
        byte[] head = content.readNBytes(16);
        ObjectId id = batch.add(new SequenceInputStream(new ByteArrayInputStream(head), content), executable(member));
        assembly.file(member, id);
        if (InterfaceCollector.isElf(head)) {
            interfaces.largeElf(id);
        }
    }

    private static boolean executable(TarMember member) {
        return (member.mode() & 0111) != 0;
    }

    Tree tree() throws ArchiveDamage {
        return assembly.build();
    }

    DebControl control() {
        return present(control);
    }

    ControlArchive archive() {
        return present(archive);
    }

    InterfaceCollector interfaces() {
        return interfaces;
    }

    /// The bytes of all files, hard links counted once.
    long unpackedSize() {
        return unpackedSize;
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("nothing was read");
        }
        return value;
    }
}
