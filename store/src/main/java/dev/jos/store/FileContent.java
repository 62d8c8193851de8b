package dev.jos.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Copies the contents of files into archives and images.
final class FileContent {

    private static final int BUFFER = 1 << 17;

    private final ContentSource source;
    private final byte[] buffer = new byte[BUFFER];

    FileContent(ContentSource source) {
        this.source = source;
    }

    /// Copies exactly as many bytes as the tree says.
    ///
    /// @throws WrongSize if the source has more or fewer
    void copy(RegularFile file, OutputStream out) throws IOException {
        if (file.size() == 0) {
            return;
        }
        try (InputStream in = source.open(file.content())) {
            long left = file.size();
            while (left > 0) {
                int length = in.read(buffer, 0, (int) Math.min(left, BUFFER));
                if (length < 0) {
                    throw new WrongSize(file);
                }
                out.write(buffer, 0, length);
                left -= length;
            }
            if (in.read() >= 0) {
                throw new WrongSize(file);
            }
        }
    }
}
