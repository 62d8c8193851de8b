package dev.jos.iso.disk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;

/// The partition table of a disk, in bytes; see the UEFI Specification, 5.2 and 5.3.
///
/// @param sectors the size of the disk
/// @param id of the disk
/// @param bootable the index of the partition that loaders of the BIOS and U-Boot take for theirs; -1 for none
record GuidPartitionTable(long sectors, UUID id, List<Partition> partitions, int bootable) {

    static final int SECTOR = 512;

    /// Partitions begin at multiples of this, which suits every disk there is.
    static final long ALIGNMENT = (1 << 20) / SECTOR;

    private static final int ENTRIES = 128;
    private static final int ENTRY_SIZE = 128;
    private static final int ENTRY_SECTORS = ENTRIES * ENTRY_SIZE / SECTOR;
    private static final int HEADER_SIZE = 92;
    private static final int REVISION = 0x0001_0000;
    private static final long BOOTABLE = 1L << 2;
    private static final long LARGEST_IN_MBR = 0xffff_ffffL;

    /// Sectors at each end of the disk that the table itself takes, with the protective one at the start.
    static final int OVERHEAD = ENTRY_SECTORS + 2;

    GuidPartitionTable {
        partitions = List.copyOf(partitions);
        long free = OVERHEAD;
        for (Partition each : partitions) {
            if (each.first() < free) {
                throw new IllegalArgumentException("the partition `" + each.label() + "` lies over another");
            }
            free = each.last() + 1;
        }
        if (free > sectors - OVERHEAD + 1) {
            throw new IllegalArgumentException("the partitions are larger than the disk");
        }
    }

    /// The start of the disk: the protective record, the header and the entries.
    byte[] start() {
        byte[] entries = entries();
        byte[] array = new byte[SECTOR * (2 + ENTRY_SECTORS)];
        ByteBuffer bytes = littleEndian(array);
        bytes.put(protectiveRecord()).put(header(1, sectors - 1, 2, entries)).put(entries);
        return array;
    }

    /// The end of the disk: the entries and the header once more.
    byte[] end() {
        byte[] entries = entries();
        byte[] array = new byte[SECTOR * (1 + ENTRY_SECTORS)];
        ByteBuffer bytes = littleEndian(array);
        bytes.put(entries).put(header(sectors - 1, 1, sectors - 1 - ENTRY_SECTORS, entries));
        return array;
    }

    /// Keeps programs that do not know the table from taking the disk for an empty one.
    private byte[] protectiveRecord() {
        byte[] array = new byte[SECTOR];
        ByteBuffer bytes = littleEndian(array);
        bytes.position(446);
        bytes.put((byte) 0).put(new byte[] {0, 2, 0});
        bytes.put((byte) 0xee).put(new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff});
        bytes.putInt(1).putInt((int) Math.min(sectors - 1, LARGEST_IN_MBR));
        bytes.put(SECTOR - 2, (byte) 0x55).put(SECTOR - 1, (byte) 0xaa);
        return array;
    }

    private byte[] header(long self, long other, long firstEntry, byte[] entries) {
        byte[] array = new byte[SECTOR];
        ByteBuffer bytes = littleEndian(array);
        bytes.put("EFI PART".getBytes(StandardCharsets.US_ASCII))
                .putInt(REVISION)
                .putInt(HEADER_SIZE);
        bytes.putInt(0).putInt(0).putLong(self).putLong(other);
        bytes.putLong(OVERHEAD).putLong(sectors - OVERHEAD);
        put(bytes, id);
        bytes.putLong(firstEntry).putInt(ENTRIES).putInt(ENTRY_SIZE).putInt(checksum(entries, entries.length));
        bytes.putInt(16, checksum(array, HEADER_SIZE));
        return array;
    }

    private byte[] entries() {
        byte[] array = new byte[ENTRIES * ENTRY_SIZE];
        ByteBuffer bytes = littleEndian(array);
        for (int i = 0; i < partitions.size(); i++) {
            Partition each = partitions.get(i);
            bytes.position(i * ENTRY_SIZE);
            put(bytes, each.type().id());
            put(bytes, each.id());
            bytes.putLong(each.first()).putLong(each.last()).putLong(i == bootable ? BOOTABLE : 0);
            bytes.put(each.label().getBytes(StandardCharsets.UTF_16LE));
        }
        return array;
    }

    /// The first three fields are little-endian, the last two are bytes; see the UEFI Specification, appendix A.
    private static void put(ByteBuffer bytes, UUID id) {
        long high = id.getMostSignificantBits();
        bytes.putInt((int) (high >>> 32)).putShort((short) (high >>> 16)).putShort((short) high);
        bytes.putLong(Long.reverseBytes(id.getLeastSignificantBits()));
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, length);
        return (int) sum.getValue();
    }

    private static ByteBuffer littleEndian(byte[] array) {
        return ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
    }
}
