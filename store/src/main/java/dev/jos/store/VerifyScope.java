package dev.jos.store;

/// How much of the store is read again.
///
/// @param share of the objects, chosen by `seed`: from 0 to 1. Trees are always read.
public record VerifyScope(double share, long seed) {

    public static final VerifyScope ALL = new VerifyScope(1, 0);

    public VerifyScope {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share of " + share + " is not within 0 to 1");
        }
    }

    /// One sample; another seed gives another.
    public static VerifyScope sample(double share, long seed) {
        return new VerifyScope(share, seed);
    }

    boolean takes(ObjectId id) {
        // The digest is random already; the seed moves the window that is looked at.
        long draw = (id.content().b() ^ (seed * 0x9e3779b97f4a7c15L)) >>> 11;
        return draw < share * (1L << 53);
    }
}
