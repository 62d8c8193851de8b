package dev.jos.iso.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/// Offsets and values are those of the UEFI Specification, 5.2 and 5.3.
class GuidPartitionTableTest {

    private static final long SECTORS = 2048 * 64;
    private static final Partition BOOT = partition("jos-boot", PartitionType.EFI_SYSTEM, 2048, 2048 * 40);
    private static final Partition ROOT = partition("jos-root", PartitionType.ROOT_X86, 2048 * 41, 2048 * 20);
    private static final GuidPartitionTable TABLE = new GuidPartitionTable(
            SECTORS, UUID.fromString("01234567-89ab-cdef-0123-456789abcdef"), List.of(BOOT, ROOT), 0);

    @Test
    void the_first_sector_protects_the_disk_from_programs_that_do_not_know_the_table() {
        ByteBuffer record = littleEndian(TABLE.start());

        assertThat(record.get(446 + 4)).isEqualTo((byte) 0xee);
        assertThat(record.getInt(446 + 8)).isEqualTo(1);
        assertThat(record.getInt(446 + 12)).isEqualTo((int) SECTORS - 1);
        assertThat(record.getShort(510)).isEqualTo((short) 0xaa55);
    }

    @Test
    void both_headers_name_each_other_and_sum_up() {
        byte[] end = TABLE.end();
        byte[] first = Arrays.copyOfRange(TABLE.start(), 512, 1024);
        byte[] last = Arrays.copyOfRange(end, end.length - 512, end.length);

        for (byte[] header : List.of(first, last)) {
            assertThat(new String(header, 0, 8, StandardCharsets.US_ASCII)).isEqualTo("EFI PART");
            int sum = littleEndian(header).getInt(16);
            byte[] summed = Arrays.copyOf(header, 92);
            Arrays.fill(summed, 16, 20, (byte) 0);
            assertThat(sum).isEqualTo(sum(summed));
            assertThat(littleEndian(header).getLong(40)).isEqualTo(34);
            assertThat(littleEndian(header).getLong(48)).isEqualTo(SECTORS - 34);
        }
        assertThat(littleEndian(first).getLong(24)).isEqualTo(1);
        assertThat(littleEndian(first).getLong(32)).isEqualTo(SECTORS - 1);
        assertThat(littleEndian(first).getLong(72)).isEqualTo(2);
        assertThat(littleEndian(last).getLong(24)).isEqualTo(SECTORS - 1);
        assertThat(littleEndian(last).getLong(32)).isEqualTo(1);
        assertThat(littleEndian(last).getLong(72)).isEqualTo(SECTORS - 33);
    }

    @Test
    void an_entry_says_what_a_partition_is_where_it_is_and_how_it_is_called() {
        ByteBuffer table = littleEndian(TABLE.start());
        byte[] type = new byte[16];
        table.get(1024, type);

        assertThat(HexFormat.of().formatHex(type)).isEqualTo("28732ac11ff8d211ba4b00a0c93ec93b");
        assertThat(table.getLong(1024 + 32)).isEqualTo(2048);
        assertThat(table.getLong(1024 + 40)).isEqualTo(2048 * 41 - 1);
        assertThat(table.getLong(1024 + 48)).isEqualTo(4);
        assertThat(table.getLong(1024 + 128 + 48)).isZero();
        byte[] name = new byte[16];
        table.get(1024 + 56, name);
        assertThat(new String(name, StandardCharsets.UTF_16LE)).isEqualTo("jos-boot");
    }

    @Test
    void the_header_holds_the_sum_of_the_entries() {
        byte[] start = TABLE.start();

        assertThat(littleEndian(start).getInt(512 + 88)).isEqualTo(sum(Arrays.copyOfRange(start, 1024, start.length)));
    }

    @Test
    void the_id_of_the_disk_is_stored_with_mixed_byte_orders() {
        assertThat(HexFormat.of().formatHex(TABLE.start(), 512 + 56, 512 + 72))
                .isEqualTo("67452301ab89efcd0123456789abcdef");
    }

    @Test
    void partitions_that_overlap_or_do_not_fit_are_refused() {
        UUID id = new UUID(0, 0);

        assertThatThrownBy(() -> new GuidPartitionTable(SECTORS, id, List.of(ROOT, BOOT), -1))
                .hasMessageContaining("jos-boot");
        assertThatThrownBy(() -> new GuidPartitionTable(2048 * 60, id, List.of(BOOT, ROOT), -1))
                .hasMessageContaining("larger than the disk");
    }

    private static Partition partition(String label, PartitionType type, long first, long sectors) {
        return new Partition(label, type, new UUID(1, first), first, sectors);
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int sum(byte[] bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        return (int) sum.getValue();
    }
}
