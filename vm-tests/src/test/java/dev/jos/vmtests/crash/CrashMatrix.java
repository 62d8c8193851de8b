package dev.jos.vmtests.crash;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/// All states that a crash may leave while a machine is switched, and what each would boot.
final class CrashMatrix implements AutoCloseable {

    private static final int TABLE = 2;
    private static final int TABLE_ENTRY = 128;
    private static final int TABLE_FIRST = 32;

    private final Arena arena = Arena.ofConfined();
    private final Media media;
    private final WriteLog log;
    private final SystemCheck check;
    private final SystemCheck.Verdict before;
    private final DiskState start;
    private final DiskState end;
    private final List<WriteLog.Entry> entries;

    /// @param number counts the states from 0
    /// @param step of the switch, in words; begins with what sorts it
    record Case(int number, String step, CrashStates.State state, SystemCheck.Verdict verdict) {}

    /// @param disk before the recording
    /// @param log the recording
    /// @param from the number of its entries when the switch began
    /// @param to when it had ended
    CrashMatrix(Path disk, Path log, long from, long to) throws IOException {
        this.media = Media.open(disk, log, arena);
        this.log = WriteLog.read(media.log());
        this.check = new SystemCheck(partition(0), partition(1));
        this.start = DiskState.of(media);
        this.log.entries().subList(0, (int) from).forEach(start::write);
        this.entries = this.log.entries().subList((int) from, (int) to);
        this.end = start.fork();
        entries.forEach(end::write);
        this.before = check.check(start);
    }

    /// The first sector of a partition; see the UEFI Specification, 5.3.3.
    private long partition(int number) {
        byte[] table = new byte[WriteLog.SECTOR];
        media.read(TABLE, table, 0);
        return ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN).getLong(number * TABLE_ENTRY + TABLE_FIRST);
    }

    /// What would boot if nothing of the recording had been written since the switch began.
    SystemCheck.Verdict before() {
        return before;
    }

    List<WriteLog.Entry> entries() {
        return entries;
    }

    /// Checks the states, the same ones in the same order each time. A state is valid until `each` returns.
    void forEach(int perKind, long seed, Consumer<Case> each) {
        forEach(entries, perKind, seed, each);
    }

    /// As if all of the recording had been written without a flush: what a program would leave that has its writes in
    /// the right order and no more.
    void forEachWithoutFlushes(int perKind, long seed, Consumer<Case> each) {
        forEach(entries.stream().filter(entry -> entry.sectors() > 0).toList(), perKind, seed, each);
    }

    private void forEach(List<WriteLog.Entry> writes, int perKind, long seed, Consumer<Case> each) {
        int[] number = {0};
        String[] step = {""};
        new CrashStates(start, writes, perKind, seed).forEach(state -> {
            SystemCheck.Verdict verdict = check.check(state.disk());
            if (state.kind() == CrashStates.Kind.FLUSHED) {
                step[0] = step(verdict);
            }
            each.accept(new Case(number[0]++, step[0], state, verdict));
        });
    }

    /// Which step of a switch follows a moment at which all is flushed that was written so far.
    private String step(SystemCheck.Verdict now) {
        SystemCheck.Marks first = before.marks();
        SystemCheck.Marks marks = now.marks();
        boolean moved = !marks.loader().equals(first.loader());
        if (!marks.intent().isEmpty()) {
            if (!marks.intent().equals("KEPT")) {
                return "5. the running system is changed";
            }
            return moved
                    ? "6. the entries of the new default are written"
                    : "7. the default has moved; old entries, kernels and initrds go";
        }
        if (now.generation() != before.generation()) {
            return "8. afterwards";
        }
        if (marks.generations().equals(first.generations())) {
            return "1. the system gets its number";
        }
        if (moved) {
            return "4. the new system is offered; what no entry needs goes";
        }
        return new TreeSet<>(marks.blobs()).equals(new TreeSet<>(first.blobs()))
                ? "2. kernels and initrds are written"
                : "3. the entries of the offer are written";
    }

    /// Writes a state to `raw`, a copy of the disk before the recording or of another state.
    void materialise(DiskState state, Path raw) throws IOException {
        try (FileChannel channel = FileChannel.open(raw, StandardOpenOption.WRITE)) {
            state.write(channel, end.touched());
        }
    }

    /// Numbers of `count` cases, evenly spread over all.
    static List<Integer> spread(int states, int count) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add((int) ((i + 0.5) * states / count));
        }
        return numbers;
    }

    @Override
    public void close() {
        arena.close();
    }
}
