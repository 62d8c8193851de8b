package dev.jos.store;

import dev.jos.host.Sha256;

/// The name of one immutable file content in the store.
///
/// The executable bit is part of the name, because hard links share the mode of their inode: the same bytes once as
/// a program and once as a document are two objects.
///
/// @param content the SHA-256 of the bytes
/// @param executable whether the object may be executed, mode 0555, or only read, mode 0444
public record ObjectId(Sha256 content, boolean executable) implements Comparable<ObjectId> {

    static final String EXECUTABLE_SUFFIX = ".x";
    private static final int HEX_DIGITS = 64;

    /// Reads what [#name()] writes: 64 lower-case hexadecimal digits, followed by `.x` if executable.
    ///
    /// @throws IllegalArgumentException if `name` is anything else
    public static ObjectId parse(String name) {
        boolean executable = name.endsWith(EXECUTABLE_SUFFIX);
        if (name.length() != HEX_DIGITS + (executable ? EXECUTABLE_SUFFIX.length() : 0)) {
            throw new IllegalArgumentException("`" + name + "` is no object name: expected 64 hexadecimal digits,"
                    + " followed by `.x` for an executable");
        }
        return new ObjectId(Sha256.parse(name.substring(0, HEX_DIGITS)), executable);
    }

    /// The name in one piece, as roots and messages show it: `abcdef…` or `abcdef….x`.
    public String name() {
        return executable ? content.hex() + EXECUTABLE_SUFFIX : content.hex();
    }

    /// The path below the object directory: `ab/cdef…` or `ab/cdef….x`.
    public String fileName() {
        String hex = content.hex();
        return hex.substring(0, 2) + '/' + hex.substring(2) + (executable ? EXECUTABLE_SUFFIX : "");
    }

    @Override
    public int compareTo(ObjectId other) {
        int byContent = content.compareTo(other.content);
        return byContent != 0 ? byContent : Boolean.compare(executable, other.executable);
    }

    // What records come with is right but slow before it is compiled well, and stores ask this of every file.

    @Override
    public boolean equals(Object other) {
        return other instanceof ObjectId that && executable == that.executable && content.equals(that.content);
    }

    @Override
    public int hashCode() {
        return executable ? ~content.hashCode() : content.hashCode();
    }

    @Override
    public String toString() {
        return name();
    }
}
