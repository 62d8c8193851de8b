package dev.jos.store;

/// What a file system keeps about a file beside its content.
///
/// @param mode the permission bits with set-user-id, set-group-id and sticky bit: 0 to 07777
/// @param mtime the time of the last change, in seconds since 1970: 0 to 2^34 - 1, what ext4 can hold
public record Attributes(int mode, int uid, int gid, long mtime, ExtendedAttributes xattrs) {

    static final int MAX_MODE = 07777;
    static final long MAX_MTIME = (1L << 34) - 1;
    private static final int EXECUTE_BITS = 0111;

    public Attributes {
        if (mode < 0 || mode > MAX_MODE) {
            throw new IllegalArgumentException("mode " + Integer.toOctalString(mode) + " is not within 0 to 7777");
        }
        if (uid < 0 || gid < 0) {
            throw new IllegalArgumentException("owner " + uid + ":" + gid + " is negative");
        }
        if (mtime < 0 || mtime > MAX_MTIME) {
            throw new IllegalArgumentException("mtime " + mtime + " is not within 0 to " + MAX_MTIME);
        }
    }

    /// Owned by root, changed in 1970, without extended attributes.
    public static Attributes of(int mode) {
        return new Attributes(mode, 0, 0, 0, ExtendedAttributes.NONE);
    }

    public Attributes withMode(int changed) {
        return new Attributes(changed, uid, gid, mtime, xattrs);
    }

    public Attributes withOwner(int changedUid, int changedGid) {
        return new Attributes(mode, changedUid, changedGid, mtime, xattrs);
    }

    public Attributes withMtime(long changed) {
        return new Attributes(mode, uid, gid, changed, xattrs);
    }

    public Attributes withXattrs(ExtendedAttributes changed) {
        return new Attributes(mode, uid, gid, mtime, changed);
    }

    /// Whether anybody at all may execute the file.
    public boolean executable() {
        return (mode & EXECUTE_BITS) != 0;
    }

    // What records come with is right but slow before it is compiled well, and trees ask this of every entry.

    @Override
    public boolean equals(Object other) {
        return other instanceof Attributes that
                && mode == that.mode
                && uid == that.uid
                && gid == that.gid
                && mtime == that.mtime
                && xattrs.equals(that.xattrs);
    }

    @Override
    public int hashCode() {
        int hash = 31 * (31 * (31 * mode + uid) + gid) + Long.hashCode(mtime);
        return 31 * hash + xattrs.hashCode();
    }
}
