package dev.jos.vmtests.crash;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// Where the content of a file lies.
///
/// @param size in bytes
/// @param runs of sectors, in their order
record Content(DiskState disk, long size, List<Run> runs) {

    /// Sectors that follow one another on the disk; those from [#HOLE] on are zero.
    record Run(long first, long count) {}

    static final long HOLE = 1L << 50;

    /// What is the same only if the content is: origins of sectors, and the size.
    record Key(long size, List<Long> origins) {}

    Content {
        runs = List.copyOf(runs);
    }

    Key key() {
        List<Long> origins = new ArrayList<>();
        for (Run run : runs) {
            if (run.first() < HOLE && disk.isTouched(run.first(), run.count())) {
                for (long i = 0; i < run.count(); i++) {
                    origins.add(disk.origin(run.first() + i));
                }
            } else {
                origins.add(run.first() < HOLE ? disk.origin(run.first()) : HOLE);
                origins.add(-run.count());
            }
        }
        return new Key(size, origins);
    }

    /// Adds the sectors of the content to `sectors`.
    void addTo(BitSet sectors) {
        for (Run run : runs) {
            if (run.first() < HOLE) {
                sectors.set((int) run.first(), (int) (run.first() + run.count()));
            }
        }
    }

    byte[] bytes() {
        long sectors = runs.stream().mapToLong(Run::count).sum();
        byte[] all = new byte[Math.toIntExact(sectors * WriteLog.SECTOR)];
        int at = 0;
        for (Run run : runs) {
            int length = Math.toIntExact(run.count() * WriteLog.SECTOR);
            if (run.first() < HOLE) {
                System.arraycopy(disk.read(run.first() * WriteLog.SECTOR, length), 0, all, at, length);
            }
            at += length;
        }
        return Arrays.copyOf(all, Math.toIntExact(size));
    }
}
