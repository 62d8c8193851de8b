package dev.jos.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The one door to mounting: file systems are made ready where nobody sees them, and then put in their place in a
/// single step.
///
/// Everything here needs the rights of root, and Linux 6.5 or newer; an image that is a plain file needs 6.12.
/// Failures are `java.nio.file` exceptions where there is a fitting one, or [SystemCallFailed] with the words of the
/// kernel.
public interface Mounts {

    /// A file system that is mounted nowhere yet. Closing it lets go of it; if it was attached, it stays so.
    interface Detached extends AutoCloseable {
        @Override
        void close();
    }

    /// Which directories an overlay shows, and how; see the kernel's `Documentation/filesystems/overlayfs.rst`.
    ///
    /// @param lower shown from the first to the last
    /// @param data hold the contents of files that only `redirect`s of metadata lead to; not shown themselves
    /// @param upper where changes go; without it the overlay is read-only
    record Overlay(List<Path> lower, List<Path> data, Optional<Upper> upper) {

        /// Both lie on one file system, and `work` belongs to the overlay alone.
        public record Upper(Path directory, Path work) {}

        public Overlay {
            lower = List.copyOf(lower);
            data = List.copyOf(data);
        }
    }

    /// The file system in the image `file`, read-only; no loop device is needed.
    Detached erofs(Path file) throws IOException;

    /// An overlay. With `data` it takes metadata and content of a file from different layers; without, it never does,
    /// so that a changed mode always copies the whole file.
    ///
    /// @param source what the list of mounts calls it
    Detached overlay(String source, Overlay overlay) throws IOException;

    /// What is to be seen at `directory`, without what is mounted below it.
    Detached copyOf(Path directory) throws IOException;

    /// Puts `mount` at `directory`, over whatever is there.
    void attach(Detached mount, Path directory) throws IOException;

    /// Puts `mount` beneath the one that is at `directory`, which has to be a mount point: nothing changes for anybody
    /// until the upper one is [detached][#detach], which is a single step.
    void attachBeneath(Detached mount, Path directory) throws IOException;

    /// Takes away the uppermost mount at `directory`. Whoever uses it keeps it.
    void detach(Path directory) throws IOException;
}
