package dev.jos.packages.deb;

/// How much a tar archive may hold before it is taken for an attack.
///
/// @param bytes of the whole archive, unpacked
record TarLimits(long bytes, int members) {

    private static final long SLACK = 64L << 20;
    private static final int MOST_MEMBERS = 1_000_000;

    /// Enough for any control archive: the largest known have some hundred kilobytes.
    static final TarLimits CONTROL = new TarLimits(32L << 20, 1000);

    /// For the files of a package that says it takes `installedSizeKib` on the disk (0 if it does not say). The
    /// estimate may
    /// have been made on another file system or by hand, so there is slack; without one, the ratio to the
    /// compressed size is
    /// bounded by what real packages reach.
    static TarLimits data(long installedSizeKib, long compressedSize) {
        long bytes = installedSizeKib > 0 ? 2 * 1024 * installedSizeKib : 100 * compressedSize;
        return new TarLimits(bytes + SLACK, MOST_MEMBERS);
    }
}
