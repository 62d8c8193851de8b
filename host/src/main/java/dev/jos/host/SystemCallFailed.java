package dev.jos.host;

import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/// A system call failed for a reason that has no type of its own.
public final class SystemCallFailed extends FileSystemException {

    private final String call;
    private final int errorNumber;

    SystemCallFailed(String call, int errorNumber, String path, @Nullable String otherPath) {
        super(path, otherPath, call + " failed with error number " + errorNumber);
        this.call = call;
        this.errorNumber = errorNumber;
    }

    /// The name of the call, for example `renameat2`.
    public String call() {
        return call;
    }

    /// The error number; see errno(3).
    public int errorNumber() {
        return errorNumber;
    }
}
