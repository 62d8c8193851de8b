package dev.jos.vmtests.crash;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// The states that a disk may be in when the power fails while a log of writes is being written to it.
///
/// A flush makes durable whatever was complete before it. Of what came after the last flush any part may have
/// reached the disk, in any order, and a write of several sectors may have been cut off; what was forced is
/// there if it was complete. So between two flushes there are as many states as there are subsets: all of them
/// where they are few, and otherwise none, all, each single write alone, each single write missing, and as many
/// drawn by chance.
public final class CrashStates {

    private static final int ALL_SUBSETS = 5;

    private final WriteLog log;
    private final int drawn;
    private final Random random;

    /// @param drawn how many subsets to draw for each time between flushes
    /// @param seed the same gives the same states
    public CrashStates(WriteLog log, int drawn, long seed) {
        this.log = log;
        this.drawn = drawn;
        this.random = new Random(seed);
    }

    /// Looks at one state.
    @FunctionalInterface
    public interface Visitor {

        /// One of them.
        ///
        /// @param disk valid during this call only
        /// @param epoch how many flushes were complete
        /// @param what which of the writes after the last one are there, in words
        void visit(CrashDisk disk, int epoch, String what) throws IOException;
    }

    /// Goes through all of them, in the order of time.
    ///
    /// @param disk in the state before the first write; in that after the last one afterwards
    public void visitAll(CrashDisk disk, Visitor visitor) throws IOException {
        int epoch = 0;
        List<WriteLog.Entry> open = new ArrayList<>();
        for (WriteLog.Entry entry : log.entries()) {
            if (entry.flush()) {
                visit(disk, open, epoch++, visitor);
                disk.apply(open);
                open.clear();
            }
            if (entry.isWrite()) {
                open.add(entry);
            }
        }
        visit(disk, open, epoch, visitor);
        disk.apply(open);
    }

    private void visit(CrashDisk disk, List<WriteLog.Entry> open, int epoch, Visitor visitor) throws IOException {
        int count = open.size();
        if (count <= ALL_SUBSETS) {
            for (int subset = 0; subset < 1 << count; subset++) {
                one(disk, open, bits(subset, count), epoch, "subset " + subset + " of " + count, visitor);
            }
        } else {
            one(disk, open, new boolean[count], epoch, "none of " + count, visitor);
            boolean[] all = new boolean[count];
            Arrays.fill(all, true);
            one(disk, open, all, epoch, "all of " + count, visitor);
            for (int i = 0; i < count; i++) {
                boolean[] alone = new boolean[count];
                alone[i] = true;
                one(disk, open, alone, epoch, "only " + i + " of " + count, visitor);
                boolean[] missing = all.clone();
                missing[i] = false;
                one(disk, open, missing, epoch, "all but " + i + " of " + count, visitor);
            }
            for (int i = 0; i < drawn; i++) {
                boolean[] some = new boolean[count];
                for (int j = 0; j < count; j++) {
                    some[j] = random.nextBoolean();
                }
                one(disk, open, some, epoch, "drawn " + i + " of " + count, visitor);
            }
        }
        torn(disk, open, epoch, visitor);
    }

    /// All writes up to one are there, and that one in part.
    private void torn(CrashDisk disk, List<WriteLog.Entry> open, int epoch, Visitor visitor) throws IOException {
        for (int i = 0; i < open.size(); i++) {
            int sectors = open.get(i).sectors();
            if (sectors > 1) {
                CrashDisk state = disk.copy();
                state.apply(open.subList(0, i));
                state.applyTorn(open.get(i), 1 + random.nextInt(sectors - 1));
                visitor.visit(state, epoch, "cut off within " + i + " of " + open.size());
            }
        }
    }

    private static boolean[] bits(int subset, int count) {
        boolean[] there = new boolean[count];
        for (int i = 0; i < count; i++) {
            there[i] = (subset >> i & 1) != 0;
        }
        return there;
    }

    /// What was forced is there as soon as anything later is.
    private static void one(
            CrashDisk disk, List<WriteLog.Entry> open, boolean[] there, int epoch, String what, Visitor visitor)
            throws IOException {
        CrashDisk state = disk.copy();
        int last = -1;
        for (int i = 0; i < there.length; i++) {
            last = there[i] ? i : last;
        }
        for (int i = 0; i < there.length; i++) {
            if (there[i] || (open.get(i).forced() && i < last)) {
                state.apply(open.get(i));
            }
        }
        visitor.visit(state, epoch, what);
    }
}
