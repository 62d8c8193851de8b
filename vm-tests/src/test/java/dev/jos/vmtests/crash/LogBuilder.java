package dev.jos.vmtests.crash;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Makes logs of writes for tests.
final class LogBuilder {

    private static final int SECTOR = WriteLog.SECTOR;

    private final ByteArrayOutputStream entries = new ByteArrayOutputStream();
    private int count;

    /// Writes one sector for each letter, filled with it.
    LogBuilder write(long first, String letters) {
        return entry(first, letters, 0);
    }

    LogBuilder force(long first, String letters) {
        return entry(first, letters, 2);
    }

    LogBuilder flush() {
        return entry(0, "", 1);
    }

    LogBuilder discard(long first, long sectors) {
        header(first, sectors, 4);
        return this;
    }

    byte[] bytes() {
        ByteBuffer all = ByteBuffer.allocate(SECTOR + entries.size()).order(ByteOrder.LITTLE_ENDIAN);
        all.putLong(0x6a736677736872L).putLong(1).putLong(count).putInt(SECTOR);
        all.position(SECTOR).put(entries.toByteArray());
        return all.array();
    }

    /// A disk of as many sectors as `disk` has letters, and this log.
    Media on(String disk) {
        return new Media(MemorySegment.ofArray(sectors(disk)), MemorySegment.ofArray(bytes()));
    }

    private LogBuilder entry(long first, String letters, long flags) {
        header(first, letters.length(), flags);
        entries.writeBytes(sectors(letters));
        return this;
    }

    private void header(long first, long sectors, long flags) {
        ByteBuffer header = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(first).putLong(sectors).putLong(flags);
        entries.writeBytes(header.array());
        count++;
    }

    private static byte[] sectors(String letters) {
        byte[] all = new byte[letters.length() * SECTOR];
        for (int i = 0; i < letters.length(); i++) {
            Arrays.fill(all, i * SECTOR, (i + 1) * SECTOR, (byte) letters.charAt(i));
        }
        return all;
    }
}
