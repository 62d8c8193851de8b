package dev.jos.packages.deb;

import dev.jos.host.InterProcessLock;
import dev.jos.packages.deb.PackageRecords.Finding;
import dev.jos.store.StoreBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Packages that are flushed to the disk and recorded together: one flush for many is what makes importing fast.
///
/// Each package's lock is kept until the record is on the disk. Whoever waits for a lock of somebody else must have
/// [closed][ImportGroups#flush] the open group before, or two processes could wait for each other.
final class ImportGroup {

    private final StoreBatch batch;
    private final List<Finding> findings = new ArrayList<>();
    private final List<InterProcessLock> locks = new ArrayList<>();
    private int running;
    private boolean closed;
    private long bytes;

    ImportGroup(StoreBatch batch) {
        this.batch = batch;
    }

    StoreBatch batch() {
        return batch;
    }

    void join() {
        running++;
    }

    boolean isClosed() {
        return closed;
    }

    void closeToOthers() {
        closed = true;
    }

    void done(Finding finding, InterProcessLock lock) {
        findings.add(finding);
        locks.add(lock);
        bytes += finding.size();
    }

    void leave() {
        running--;
    }

    boolean isFull(long mostBytes, int mostPackages) {
        return bytes >= mostBytes || findings.size() >= mostPackages;
    }

    boolean isReady() {
        return closed && running == 0;
    }

    /// Flushes contents and trees, then the records; gives the locks back whatever happens.
    List<ImportedPackage> commit(PackageRecords records) throws IOException {
        try (batch) {
            for (Finding finding : findings) {
                batch.add(finding.tree());
            }
            batch.commit();
            return records.write(findings);
        } finally {
            locks.forEach(InterProcessLock::close);
        }
    }
}
