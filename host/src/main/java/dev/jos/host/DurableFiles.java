package dev.jos.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;

/// The one door for writes that must survive a crash or a power cut.
///
/// Whoever reads a file written here sees the old content or the new one, never a part. When a method returns,
/// what it did is on the disk, unless its documentation says otherwise.
public interface DurableFiles {

    /// Puts `content` at `file`, replacing what was there; creates missing parent directories.
    default void write(Path file, byte[] content) throws IOException {
        write(file, out -> out.write(content));
    }

    /// Puts what `content` writes at `file`, replacing what was there; creates missing parent directories. If
    /// `content` fails, `file` is untouched.
    void write(Path file, IoConsumer<OutputStream> content) throws IOException;

    /// Replaces the content of an existing file, which keeps its owner and permissions. Where `file` is a symbolic
    /// link, the file that it leads to is replaced.
    default void rewrite(Path file, byte[] content) throws IOException {
        Path target = file.toRealPath();
        PosixFileAttributes kept = Files.readAttributes(target, PosixFileAttributes.class);
        Path staged = target.resolveSibling("." + target.getFileName() + ".new");
        try {
            write(staged, content);
            PosixFileAttributeView view = Files.getFileAttributeView(staged, PosixFileAttributeView.class);
            PosixFileAttributes given = view.readAttributes();
            if (!given.owner().equals(kept.owner())) {
                view.setOwner(kept.owner());
            }
            if (!given.group().equals(kept.group())) {
                view.setGroup(kept.group());
            }
            view.setPermissions(kept.permissions());
            rename(staged, target);
        } catch (IOException e) {
            try {
                delete(staged);
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
    }

    /// Makes `link` a symbolic link to `target`, which need not exist, replacing a file or link in one step.
    void replaceLink(Path link, Path target) throws IOException;

    /// Moves `from` to `to` within one file system, replacing a file there in one step.
    void rename(Path from, Path to) throws IOException;

    /// Creates `directory` and its missing parents; an existing one is fine.
    void createDirectories(Path directory) throws IOException;

    /// Removes the file, link or empty directory `path`; it is fine if there is none.
    void delete(Path path) throws IOException;

    /// Removes `path` with everything below it, following no link; it is fine if there is none. A crash may leave a
    /// part, which a second call removes.
    void deleteTree(Path path) throws IOException;

    /// Flushes the content of one file, or the entries of one directory, that was written by other means.
    void sync(Path fileOrDirectory) throws IOException;

    /// Flushes everything written to the file system that holds `path`: one call for many files.
    void syncFileSystem(Path path) throws IOException;

    /// A file that waits under a temporary name for [#publish].
    record Staged(Path from, Path to) {}

    /// Creates `file`, which must not exist, to be written by the caller: read-only for everybody once it is
    /// closed, and executable if so wished. Nothing is flushed before [#publish].
    WritableByteChannel stage(Path file, boolean executable) throws IOException;

    /// Puts many staged files in their places, replacing what is there; the parent directories must exist.
    ///
    /// All contents are flushed before the first file moves, with one call for many files; then the moves are
    /// flushed likewise. A crash leaves some of the files in their places and the others staged, and each of them
    /// whole.
    void publish(List<Staged> files) throws IOException;

    /// Removes many files, in order, and flushes once at the end; it is fine if some are not there.
    void deleteAll(List<Path> files) throws IOException;
}
