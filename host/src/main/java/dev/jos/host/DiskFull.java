package dev.jos.host;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Locale;

/// There is no room left, or the user's quota is spent, where a file was to be written.
public final class DiskFull extends FileSystemException {

    public DiskFull(String path) {
        super(path, null, "no space left on device");
    }

    /// Whether a failure of Java's own file functions, which have no type for it, means that the disk is full.
    public static boolean isMeantBy(IOException failure) {
        if (failure instanceof DiskFull) {
            return true;
        }
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("no space left on device") || message.contains("disk quota exceeded");
    }
}
