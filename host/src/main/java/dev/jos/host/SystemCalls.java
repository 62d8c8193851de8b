package dev.jos.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;

/// The one door to system calls that Java does not offer.
///
/// Failures are `java.nio.file` exceptions where there is a fitting one, [DiskFull], or [SystemCallFailed] with the
/// error number.
public interface SystemCalls {

    /// Flushes the file system that holds `path`; see syncfs(2).
    void syncFileSystem(Path path) throws IOException;

    /// Makes `link` another name of the file `existing`, which may be a symbolic link itself; see linkat(2).
    ///
    /// @throws TooManyLinks if the file system allows no more names for that file
    void link(Path existing, Path link) throws IOException;

    /// Swaps two existing paths in one step; see renameat2(2), `RENAME_EXCHANGE`.
    void exchange(Path first, Path second) throws IOException;

    /// Moves `from` to `to`, failing with [java.nio.file.FileAlreadyExistsException] if there is something; see
    /// renameat2(2), `RENAME_NOREPLACE`.
    void renameToNew(Path from, Path to) throws IOException;

    /// The effective user id of this process; 0 is root.
    int effectiveUserId();

    /// The effective group id of this process.
    int effectiveGroupId();

    /// The bytes that this user may still write to the file system that holds the existing `path`.
    long freeBytes(Path path) throws IOException;

    /// Whether the open file descriptor (1 is standard output) is a terminal.
    boolean isTerminal(int fileDescriptor);

    /// The columns of the terminal behind the file descriptor, empty if it is none or does not say.
    OptionalInt terminalWidth(int fileDescriptor);
}
