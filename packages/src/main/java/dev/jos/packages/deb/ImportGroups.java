package dev.jos.packages.deb;

import dev.jos.host.Background;
import dev.jos.host.InterProcessLock;
import dev.jos.host.LockWaits;
import dev.jos.packages.deb.PackageRecords.Finding;
import dev.jos.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Hands out the open [ImportGroup] and commits each one when it is full and its last package is unpacked.
///
/// Used by several threads, none of which waits for the disk: groups are committed in the background. They are small
/// enough that little is left to be flushed when the last package is unpacked.
final class ImportGroups implements AutoCloseable {

    private static final long MOST_BYTES = 64L << 20;
    private static final int MOST_PACKAGES = 128;

    private final Store store;
    private final PackageRecords records;
    private final LockWaits waits;
    private final Consumer<Throwable> failures;
    private final Background commits = Background.unlimited();
    private final List<ImportedPackage> imported = new ArrayList<>();
    private @Nullable ImportGroup open;
    private int waiting;

    /// @param failures hears why groups could not be committed
    ImportGroups(Store store, PackageRecords records, LockWaits waits, Consumer<Throwable> failures) {
        this.store = store;
        this.records = records;
        this.waits = waits;
        this.failures = failures;
    }

    /// The open group, which waits for the caller to [finish][#finish] or [give up][#giveUp].
    synchronized ImportGroup join() throws IOException {
        ImportGroup group = open;
        if (group == null) {
            group = new ImportGroup(store.batch());
            open = group;
        }
        group.join();
        return group;
    }

    /// The caller's package is unpacked.
    void finish(ImportGroup group, Finding finding, InterProcessLock lock) {
        boolean ready;
        synchronized (this) {
            group.done(finding, lock);
            ready = leave(group);
        }
        if (ready) {
            commit(group);
        }
    }

    /// The caller's package could not be unpacked; what it added stays unreferenced and is collected some day.
    void giveUp(ImportGroup group) {
        boolean ready;
        synchronized (this) {
            ready = leave(group);
        }
        if (ready) {
            commit(group);
        }
    }

    private boolean leave(ImportGroup group) {
        group.leave();
        if (!group.isClosed() && (waiting > 0 || group.isFull(MOST_BYTES, MOST_PACKAGES))) {
            close(group);
        }
        return group.isReady();
    }

    private void close(ImportGroup group) {
        group.closeToOthers();
        open = null;
    }

    /// Takes a lock that is held, perhaps by a package of one of these groups, which keep their locks until they are
    /// committed. So while somebody waits, no group stays open for longer than its packages take.
    InterProcessLock await(Path lock) throws IOException {
        synchronized (this) {
            waiting++;
        }
        try {
            flush();
            return waits.exclusive(lock);
        } finally {
            synchronized (this) {
                waiting--;
            }
        }
    }

    /// Closes the open group, so that it is committed now or after the last of those who still unpack.
    void flush() {
        @Nullable ImportGroup group;
        synchronized (this) {
            group = open;
            if (group == null) {
                return;
            }
            close(group);
            if (!group.isReady()) {
                return;
            }
        }
        commit(group);
    }

    private void commit(ImportGroup group) {
        commits.start(() -> {
            try {
                List<ImportedPackage> done = group.commit(records);
                synchronized (this) {
                    imported.addAll(done);
                }
            } catch (IOException | RuntimeException | Error failure) {
                failures.accept(failure);
            }
            return group;
        });
    }

    /// Commits what is left and waits for the disk. Nobody may be unpacking any more.
    @Override
    public void close() {
        flush();
        commits.close();
    }

    /// Everything committed so far.
    synchronized List<ImportedPackage> imported() {
        return List.copyOf(imported);
    }
}
