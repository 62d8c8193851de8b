package dev.jos.packages.lock;

import dev.jos.host.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// A lock as a file: text, one package per line, sorted, so that two versions of it compare and merge well.
///
/// The format is described in `docs/reference/lock-file.md`.
public final class LockFile {

    private final Path path;

    public LockFile(Path path) {
        this.path = path;
    }

    public Path path() {
        return path;
    }

    /// The lock in the file; nothing when there is no file.
    ///
    /// @throws LockSyntaxException when the file holds anything but a lock
    public Optional<Lock> read() throws IOException {
        byte[] content;
        try {
            content = Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        return Optional.of(parse(path.toString(), content));
    }

    /// Replaces the file unless it holds exactly this lock already. Returns whether it was written.
    public boolean write(Lock lock, DurableFiles files) throws IOException {
        byte[] content = render(lock);
        if (Files.exists(path) && java.util.Arrays.equals(Files.readAllBytes(path), content)) {
            return false;
        }
        files.write(path, content);
        return true;
    }

    /// The bytes of `lock`: equal locks give equal bytes.
    public static byte[] render(Lock lock) {
        return LockWriter.write(lock).getBytes(StandardCharsets.UTF_8);
    }

    /// Reads what [#render] wrote; `name` is for errors.
    public static Lock parse(String name, byte[] content) throws LockSyntaxException {
        return new LockReader(name, new String(content, StandardCharsets.UTF_8)).read();
    }
}
