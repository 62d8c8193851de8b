package dev.jos.packages.deb.xz;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Arrays that blocks are read into and decoded to, used again and again. New ones for each block, of 24 MiB mostly,
/// would have to be cleared, and would fill the heap however much of it there is.
///
/// What is in an array that was taken is left over from its last use.
final class BlockBuffers {

    private final int most;
    private final List<byte[]> free = new ArrayList<>();

    /// @param most how many arrays are kept for later
    BlockBuffers(int most) {
        this.most = most;
    }

    /// An array of at least `size` bytes, which is the caller's until it [gives][#give] it back.
    synchronized byte[] take(int size) {
        for (byte[] each : free) {
            if (each.length >= size) {
                free.remove(each);
                return each;
            }
        }
        if (!free.isEmpty()) {
            // The largest one, so that those that are too small make room in time.
            free.removeLast();
        }
        return new byte[size];
    }

    /// Nobody else looks at `array` any more.
    synchronized void give(byte[] array) {
        if (free.size() < most) {
            free.add(array);
            free.sort(Comparator.comparingInt(each -> each.length));
        }
    }
}
