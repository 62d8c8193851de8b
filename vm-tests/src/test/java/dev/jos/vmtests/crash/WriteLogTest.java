package dev.jos.vmtests.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WriteLogTest {

    private final byte[] log = new LogBuilder()
            .write(5, "ab")
            .flush()
            .discard(0, 1L << 40)
            .force(9, "c")
            .bytes();

    @Test
    void writes_flushes_and_forced_writes_are_told_apart() throws IOException {
        assertThat(read(log).entries())
                .containsExactly(
                        new WriteLog.Entry(5, 2, 2, false, false),
                        new WriteLog.Entry(0, 0, 5, true, false),
                        new WriteLog.Entry(0, 0, 6, false, false),
                        new WriteLog.Entry(9, 1, 7, false, true));
    }

    @Test
    void a_log_that_ends_anywhere_before_its_end_is_refused() {
        for (int length = 0; length < log.length; length++) {
            byte[] part = Arrays.copyOf(log, length);
            assertThatThrownBy(() -> read(part)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void numbers_that_make_no_sense_are_refused() {
        byte[] magic = log.clone();
        magic[0] ^= 1;
        byte[] sectors = log.clone();
        sectors[WriteLog.SECTOR + 15] = -1;
        byte[] many = log.clone();
        many[WriteLog.SECTOR + 14] = 1;
        byte[] count = log.clone();
        count[20] = 1;

        for (byte[] each : new byte[][] {magic, sectors, many, count}) {
            assertThatThrownBy(() -> read(each)).isInstanceOf(IOException.class);
        }
    }

    private static WriteLog read(byte[] bytes) throws IOException {
        return WriteLog.read(MemorySegment.ofArray(bytes));
    }
}
