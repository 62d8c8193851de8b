package dev.jos.vmtests.crash;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// States of a disk in which something was found to be as it should, each by the sectors on which that rests: another
/// state that has the same in all of these need not be looked at again.
final class Footprints {

    private static final int REMEMBERED = 16;

    private final List<Footprint> known = new ArrayList<>();

    private record Footprint(BitSet sectors, BitSet pieces, List<Long> origins) {}

    boolean covers(DiskState disk) {
        BitSet touched = disk.touched();
        return known.stream().anyMatch(each -> origins(each.sectors(), each.pieces(), touched, disk)
                .equals(each.origins()));
    }

    void add(BitSet sectors, DiskState disk) {
        BitSet pieces = new BitSet();
        for (int at = sectors.nextSetBit(0); at >= 0; at = sectors.nextSetBit(at + 1)) {
            pieces.set(at / DiskState.PIECE);
        }
        known.addFirst(new Footprint(sectors, pieces, origins(sectors, pieces, disk.touched(), disk)));
        if (known.size() > REMEMBERED) {
            known.removeLast();
        }
    }

    /// Sectors that have changed, each with its origin.
    private static List<Long> origins(BitSet sectors, BitSet pieces, BitSet touched, DiskState disk) {
        BitSet both = (BitSet) touched.clone();
        both.and(pieces);
        List<Long> origins = new ArrayList<>();
        for (int piece = both.nextSetBit(0); piece >= 0; piece = both.nextSetBit(piece + 1)) {
            int end = (piece + 1) * DiskState.PIECE;
            int at = sectors.nextSetBit(piece * DiskState.PIECE);
            while (at >= 0 && at < end) {
                long origin = disk.origin(at);
                if (disk.isChanged(at)) {
                    origins.add((long) at);
                    origins.add(origin);
                }
                at = sectors.nextSetBit(at + 1);
            }
        }
        return origins;
    }
}
