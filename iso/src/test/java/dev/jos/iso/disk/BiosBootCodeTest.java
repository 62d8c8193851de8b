package dev.jos.iso.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BiosBootCodeTest {

    @Test
    void the_boot_sector_knows_where_the_core_lies_and_keeps_the_partition_table() {
        byte[] before = filled(512, 1);
        byte[] sector = BiosBootCode.bootSector(before, filled(512, 2), 2048);

        assertThat(sector).hasSize(512);
        assertThat(sector[0]).isEqualTo((byte) 2);
        assertThat(Arrays.copyOfRange(sector, 0x3, 0x5a)).containsOnly(1);
        assertThat(littleEndian(sector).getLong(0x5c)).isEqualTo(2048);
        assertThat(sector[0x64]).isEqualTo((byte) 0xff);
        assertThat(Arrays.copyOfRange(sector, 0x66, 0x68)).containsOnly(0x90);
        assertThat(Arrays.copyOfRange(sector, 0x1b8, 0x200)).containsOnly(1);
    }

    @Test
    void the_core_knows_where_the_rest_of_it_lies() {
        byte[] core = BiosBootCode.core(filled(1300, 3), 2048);

        assertThat(core).hasSize(3 * 512);
        assertThat(littleEndian(core).getLong(0x1f4)).isEqualTo(2049);
        assertThat(littleEndian(core).getShort(0x1fc)).isEqualTo((short) 2);
        assertThat(littleEndian(core).getShort(0x1fe)).isEqualTo((short) 0x820);
        assertThat(Arrays.copyOfRange(core, 512, 1300)).containsOnly(3);
        assertThat(Arrays.copyOfRange(core, 1300, 1536)).containsOnly(0);
    }

    private static byte[] filled(int size, int value) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
