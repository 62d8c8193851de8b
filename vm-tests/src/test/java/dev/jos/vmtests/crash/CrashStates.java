package dev.jos.vmtests.crash;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/// What a crash may leave on a disk whose writes were recorded.
///
/// What ended before a flush, or was forced, is there. Of what was written since the last flush any part may be
/// there, in units of a sector, with the writes to one sector in the order in which they were made. All of these
/// are too many, so they are sampled: between two flushes each beginning of what was written, each write missing,
/// each alone, each torn at a few sectors, and random parts.
final class CrashStates {

    private static final int TORN = 6;

    /// How a state came about.
    enum Kind {
        /// Everything up to a flush, and nothing after it.
        FLUSHED,
        /// The first writes after it, in their order.
        BEGINNING,
        /// All writes up to the next flush but one.
        ONE_MISSING,
        /// One write out of order and no other.
        ONE_ALONE,
        /// A beginning whose last write is there in part.
        TORN,
        /// Some writes.
        SOME,
        /// Some sectors of some writes.
        SOME_SECTORS
    }

    /// @param flushes how many flushes came before
    /// @param done the number of entries of the log that were certainly carried out before
    /// @param label tells it apart from the others of its flush
    record State(int flushes, int done, Kind kind, String label, DiskState disk) {}

    private final DiskState start;
    private final List<WriteLog.Entry> entries;
    private final int perKind;
    private final long seed;

    /// @param start the disk when the first of the entries was about to be written
    /// @param perKind at most so many states of a kind between two flushes
    CrashStates(DiskState start, List<WriteLog.Entry> entries, int perKind, long seed) {
        this.start = start;
        this.entries = List.copyOf(entries);
        this.perKind = perKind;
        this.seed = seed;
    }

    /// Hands out each state while it is valid: only until `each` returns.
    void forEach(Consumer<State> each) {
        DiskState durable = start.fork();
        List<WriteLog.Entry> pending = new ArrayList<>();
        int flushes = 0;
        int done = 0;
        for (int i = 0; i < entries.size(); i++) {
            WriteLog.Entry entry = entries.get(i);
            if (entry.flushes()) {
                between(durable, pending, flushes, done, each);
                pending.forEach(durable::write);
                pending.clear();
                flushes++;
                done = i;
            }
            if (entry.sectors() > 0) {
                if (entry.forced()) {
                    // Older writes to the same sectors must not come back.
                    pending = without(pending, entry);
                    durable.write(entry);
                } else {
                    pending.add(entry);
                }
            }
        }
        between(durable, pending, flushes, done, each);
    }

    private static List<WriteLog.Entry> without(List<WriteLog.Entry> pending, WriteLog.Entry forced) {
        List<WriteLog.Entry> left = new ArrayList<>();
        for (WriteLog.Entry each : pending) {
            long end = each.first() + each.sectors();
            long forcedEnd = forced.first() + forced.sectors();
            addPart(left, each, each.first(), Math.min(end, forced.first()));
            addPart(left, each, Math.max(each.first(), forcedEnd), end);
        }
        return left;
    }

    private static void addPart(List<WriteLog.Entry> to, WriteLog.Entry entry, long first, long end) {
        if (end > first) {
            to.add(new WriteLog.Entry(first, end - first, entry.data() + first - entry.first(), false, false));
        }
    }

    /// All sampled states of one moment between two flushes.
    private void between(DiskState durable, List<WriteLog.Entry> pending, int flushes, int done, Consumer<State> each) {
        var out = new Emitter(durable, pending, flushes, done, each);
        out.emit(Kind.FLUSHED, "", disk -> {});
        Random random = new Random(seed + flushes);
        for (int number : sample(pending.size(), random)) {
            out.emit(Kind.BEGINNING, (number + 1) + "", disk -> out.writeUpTo(disk, number + 1));
            if (pending.size() > 1) {
                out.emit(Kind.ONE_MISSING, number + "", disk -> out.writeAllBut(disk, number));
                out.emit(Kind.ONE_ALONE, number + "", disk -> disk.write(pending.get(number)));
            }
            tear(out, pending, number, random);
        }
        if (pending.size() > 1) {
            for (int i = 0; i < Math.min(perKind, pending.size()); i++) {
                long part = random.nextLong();
                out.emit(Kind.SOME, i + "", disk -> out.writeSome(disk, new Random(part)));
                out.emit(Kind.SOME_SECTORS, i + "", disk -> out.writeSectors(disk, new Random(part)));
            }
        }
    }

    private static void tear(Emitter out, List<WriteLog.Entry> pending, int number, Random random) {
        WriteLog.Entry entry = pending.get(number);
        Set<Long> cuts = new HashSet<>();
        for (int i = 0; i < TORN && entry.sectors() > 1; i++) {
            cuts.add(1 + random.nextLong(entry.sectors() - 1));
        }
        for (long cut : cuts) {
            boolean front = random.nextBoolean();
            out.emit(Kind.TORN, number + (front ? "<" : ">") + cut, disk -> {
                out.writeUpTo(disk, number);
                disk.write(entry, front ? 0 : cut, front ? cut : entry.sectors() - cut);
            });
        }
    }

    /// Some numbers below `count`, the first and the last among them; all if they are few.
    private List<Integer> sample(int count, Random random) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(i);
        }
        if (count > perKind) {
            List<Integer> inner = new ArrayList<>(all.subList(1, count - 1));
            Collections.shuffle(inner, random);
            inner = new ArrayList<>(inner.subList(0, perKind - 2));
            inner.add(0);
            inner.add(count - 1);
            Collections.sort(inner);
            return inner;
        }
        return all;
    }

    private record Emitter(
            DiskState durable, List<WriteLog.Entry> pending, int flushes, int done, Consumer<State> each) {

        void emit(Kind kind, String label, Consumer<DiskState> writes) {
            DiskState disk = durable.fork();
            writes.accept(disk);
            each.accept(new State(flushes, done, kind, label, disk));
        }

        void writeUpTo(DiskState disk, int end) {
            pending.subList(0, end).forEach(disk::write);
        }

        void writeAllBut(DiskState disk, int missing) {
            for (int i = 0; i < pending.size(); i++) {
                if (i != missing) {
                    disk.write(pending.get(i));
                }
            }
        }

        void writeSome(DiskState disk, Random random) {
            for (WriteLog.Entry entry : pending) {
                if (random.nextBoolean()) {
                    disk.write(entry);
                }
            }
        }

        void writeSectors(DiskState disk, Random random) {
            for (WriteLog.Entry entry : pending) {
                for (long i = 0; i < entry.sectors(); i++) {
                    if (random.nextBoolean()) {
                        disk.write(entry, i, 1);
                    }
                }
            }
        }
    }
}
