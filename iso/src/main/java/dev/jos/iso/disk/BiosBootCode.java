package dev.jos.iso.disk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// What a BIOS starts: a boot sector that loads GRUB's core from where it lies on the disk.
///
/// Source: GRUB's `grub-core/boot/i386/pc/boot.S` and `diskboot.S`, and `util/setup.c`, which does this on a machine.
final class BiosBootCode {

    private static final int SECTOR = GuidPartitionTable.SECTOR;

    /// What a file system and a partition table have in the first sector stays: from here to there.
    private static final int PARAMETERS = 0x3;

    private static final int PARAMETERS_END = 0x5a;
    private static final int TABLE = 0x1b8;

    private static final int CORE_SECTOR = 0x5c;
    private static final int BOOT_DRIVE = 0x64;
    private static final int DRIVE_CHECK = 0x66;
    private static final byte ANY_DRIVE = (byte) 0xff;
    private static final byte NO_OPERATION = (byte) 0x90;

    private static final int BLOCK_LIST = 0x1f4;
    private static final short SEGMENT = 0x820;

    private BiosBootCode() {}

    /// The first sector of a disk, with GRUB's boot sector around what is there.
    ///
    /// @param before the first sector, with a partition table
    /// @param bootImage GRUB's `boot.img`
    /// @param core the sector where the core begins
    static byte[] bootSector(byte[] before, byte[] bootImage, long core) {
        byte[] sector = Arrays.copyOf(bootImage, SECTOR);
        System.arraycopy(before, PARAMETERS, sector, PARAMETERS, PARAMETERS_END - PARAMETERS);
        System.arraycopy(before, TABLE, sector, TABLE, SECTOR - TABLE);
        littleEndian(sector).putLong(CORE_SECTOR, core);
        sector[BOOT_DRIVE] = ANY_DRIVE;
        Arrays.fill(sector, DRIVE_CHECK, DRIVE_CHECK + 2, NO_OPERATION);
        return sector;
    }

    /// GRUB's core as it lies on a disk: its first sector knows where the others are.
    ///
    /// @param core what grub-mkimage(1) made
    /// @param first the sector where it begins
    static byte[] core(byte[] core, long first) {
        int sectors = (core.length + SECTOR - 1) / SECTOR;
        byte[] placed = Arrays.copyOf(core, sectors * SECTOR);
        littleEndian(placed)
                .putLong(BLOCK_LIST, first + 1)
                .putShort(BLOCK_LIST + Long.BYTES, (short) (sectors - 1))
                .putShort(BLOCK_LIST + Long.BYTES + Short.BYTES, SEGMENT);
        return placed;
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
