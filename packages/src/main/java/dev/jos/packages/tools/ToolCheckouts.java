package dev.jos.packages.tools;

import dev.jos.host.DurableFiles;
import dev.jos.host.InterProcessLock;
import dev.jos.host.JosRoot;
import dev.jos.host.Sha256;
import dev.jos.packages.lock.Lock;
import dev.jos.packages.lock.LockFile;
import dev.jos.packages.lock.LockedPackage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The directories that tools are checked out to, `cache/tools/<set>-<digest>`, and how long they stay.
///
/// Whoever runs a program of one holds a shared lock beside it until its process ends. What the lock file of its set
/// names stays, and so does what was used in the last days, as by another version of jos.
public final class ToolCheckouts {

    private static final Duration RECENT = Duration.ofDays(7);
    private static final String FORMAT = "jos-tools 1\n";
    private static final int SHORT_DIGEST = 16;
    private static final Pattern CHECKOUT = Pattern.compile("(.+)-[0-9a-f]{" + SHORT_DIGEST + "}");
    private static final String LOCK_FILE = ".lock";
    private static final String USE = ".use";
    private static final String UNFINISHED = ".unfinished";

    private final JosRoot root;
    private final DurableFiles files;

    public ToolCheckouts(JosRoot root, DurableFiles files) {
        this.root = root;
        this.files = files;
    }

    /// One that nobody needs.
    ///
    /// @param bytes what removing it frees, when contents that the store has too are not counted
    public record Unused(Path directory, long bytes) {}

    /// Where the packages of `lock` are checked out.
    Path place(String label, Lock lock) {
        return root.tools().resolve(label + "-" + identity(lock).hex().substring(0, SHORT_DIGEST));
    }

    /// Names the content of a checkout.
    static Sha256 identity(Lock lock) {
        StringBuilder text = new StringBuilder(FORMAT);
        for (LockedPackage each : lock.packages()) {
            text.append(each.sha256().hex()).append('\n');
        }
        return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// The file that pins the packages of a set.
    LockFile lockFile(String label) {
        return new LockFile(root.tools().resolve(label + LOCK_FILE));
    }

    /// Where a checkout is made before it gets its name.
    static Path unfinished(Path checkout) {
        return beside(checkout, UNFINISHED);
    }

    /// Keeps `checkout`, which need not be there yet, until the lock is closed or the process ends.
    InterProcessLock use(Path checkout) throws IOException {
        InterProcessLock lock = InterProcessLock.shared(beside(checkout, USE));
        Files.setLastModifiedTime(beside(checkout, USE), FileTime.from(Instant.now()));
        return lock;
    }

    /// What nothing needs at `now`.
    public List<Unused> unused(Instant now) throws IOException {
        List<Unused> unused = new ArrayList<>();
        for (Path checkout : all()) {
            if (!isCurrent(checkout) && !isRecent(checkout, now) && !isRunning(checkout)) {
                unused.add(new Unused(checkout, bytes(checkout)));
            }
        }
        return unused;
    }

    /// Removes a checkout unless somebody has come to use it meanwhile.
    ///
    /// @return whether it was removed
    public boolean remove(Unused unused) throws IOException {
        Path checkout = unused.directory();
        Optional<InterProcessLock> lock = InterProcessLock.tryExclusive(beside(checkout, USE));
        if (lock.isEmpty()) {
            return false;
        }
        try (InterProcessLock _ = lock.get()) {
            if (isCurrent(checkout)) {
                return false;
            }
            // Under its own name it is whole or not there, even when this is interrupted.
            files.deleteTree(unfinished(checkout));
            files.rename(checkout, unfinished(checkout));
            files.deleteTree(unfinished(checkout));
            files.delete(beside(checkout, USE));
            return true;
        }
    }

    private List<Path> all() throws IOException {
        if (!Files.isDirectory(root.tools())) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(root.tools())) {
            return children.filter(path -> CHECKOUT.matcher(name(path)).matches() && Files.isDirectory(path))
                    .sorted()
                    .toList();
        }
    }

    /// Whether its set has these packages now. An unreadable lock file may mean any.
    private boolean isCurrent(Path checkout) throws IOException {
        Matcher name = CHECKOUT.matcher(name(checkout));
        if (!name.matches()) {
            return true;
        }
        String label = name.group(1);
        try {
            return lockFile(label)
                    .read()
                    .filter(lock -> place(label, lock).equals(checkout))
                    .isPresent();
        } catch (dev.jos.packages.lock.LockSyntaxException unknown) {
            return true;
        }
    }

    private static boolean isRecent(Path checkout, Instant now) throws IOException {
        Path use = beside(checkout, USE);
        return Files.exists(use) && Files.getLastModifiedTime(use).toInstant().isAfter(now.minus(RECENT));
    }

    private static boolean isRunning(Path checkout) throws IOException {
        if (!Files.exists(beside(checkout, USE))) {
            return false;
        }
        Optional<InterProcessLock> free = InterProcessLock.tryExclusive(beside(checkout, USE));
        free.ifPresent(InterProcessLock::close);
        return free.isEmpty();
    }

    /// The sizes of contents that have no name outside the checkout.
    private static long bytes(Path checkout) throws IOException {
        Map<Long, Long> names = new HashMap<>();
        long bytes = 0;
        try (Stream<Path> below = Files.walk(checkout)) {
            for (Path file : (Iterable<Path>) below::iterator) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    long seen = names.merge(number(file, "ino"), 1L, Long::sum);
                    if (seen == number(file, "nlink")) {
                        bytes += Files.size(file);
                    }
                }
            }
        }
        return bytes;
    }

    private static long number(Path file, String attribute) throws IOException {
        return ((Number) Files.getAttribute(file, "unix:" + attribute)).longValue();
    }

    private static Path beside(Path checkout, String suffix) {
        return checkout.resolveSibling(name(checkout) + suffix);
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
