package dev.jos.iso.disk;

import java.util.UUID;

/// One partition of a disk.
///
/// @param label what the kernel calls it, `PARTLABEL=`; at most 36 characters
/// @param type what it is for
/// @param first its first sector, of [GuidPartitionTable#SECTOR] bytes
/// @param sectors its size
record Partition(String label, PartitionType type, UUID id, long first, long sectors) {

    private static final int LONGEST_LABEL = 36;

    Partition {
        if (label.length() > LONGEST_LABEL) {
            throw new IllegalArgumentException("`" + label + "` is longer than " + LONGEST_LABEL + " characters");
        }
        if (first < 1 || sectors < 1) {
            throw new IllegalArgumentException("the partition `" + label + "` is nowhere");
        }
    }

    /// Where it begins, in bytes.
    long offset() {
        return first * GuidPartitionTable.SECTOR;
    }

    /// Its size in bytes.
    long size() {
        return sectors * GuidPartitionTable.SECTOR;
    }

    long last() {
        return first + sectors - 1;
    }
}
