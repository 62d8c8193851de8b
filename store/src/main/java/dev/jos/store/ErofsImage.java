package dev.jos.store;

import java.io.IOException;
import java.io.OutputStream;

/// Writes trees as EROFS images, deterministically.
public final class ErofsImage {

    private ErofsImage() {}

    /// Writes an image without contents: regular files are overlayfs stubs (metacopy and redirect) into an object
    /// directory. Mount it below an overlay with `metacopy=on,redirect_dir=on` and the objects as data-only layer.
    /// The UUID follows from the tree.
    ///
    /// @return the bytes written
    public static long writeMetadata(Tree tree, OutputStream out) throws IOException {
        if (tree.size() > 0) {
            throw new UnsupportedOperationException("not written yet");
        }
        return 0;
    }

    /// Writes an image with contents, uncompressed.
    ///
    /// @return the bytes written
    public static long writeData(Tree tree, ContentSource contents, OutputStream out) throws IOException {
        if (tree.size() > 0) {
            throw new UnsupportedOperationException("not written yet");
        }
        return 0;
    }
}
