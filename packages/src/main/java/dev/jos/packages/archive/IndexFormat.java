package dev.jos.packages.archive;

/// The layout of the binary package index: little-endian, sections of 32-bit words, then the strings.
///
/// ```
/// header     16 words, see the constants
/// suites     SUITE_WORDS words each: name, date, digest
/// names      4 words each, sorted: string, first package, number of packages, start in providers or -1
/// packages   PACKAGE_WORDS words each, sorted by name, then newest version first
/// relations  per package and kind: number of relations; each: number of alternatives;
///            each: name, operator, version, qualifier
/// providers  per name: number of providers; each: package, version or -1
/// strings    length as a word, then UTF-8; named by their offset
/// ```
final class IndexFormat {

    /// `JOSI`, and the version of this layout: an index of another version is built anew.
    static final int MAGIC = 0x49534f4a;

    static final int VERSION = 1;

    static final int HEADER_WORDS = 20;

    // Words of the header.
    static final int H_MAGIC = 0;
    static final int H_VERSION = 1;
    static final int H_CHECKSUM = 2;
    static final int H_LENGTH = 3;
    static final int H_ARCHITECTURE = 4;
    static final int H_SUITES = 5;
    static final int H_NAMES = 6;
    static final int H_PACKAGES = 7;
    static final int H_RELATION_WORDS = 8;
    static final int H_PROVIDER_WORDS = 9;
    static final int H_STRING_BYTES = 10;

    /// The checksum covers everything from here, in bytes.
    static final int CHECKED_FROM = 4 * H_LENGTH;

    /// Name; date in seconds (2 words); digest (8 words).
    static final int SUITE_WORDS = 11;

    static final int NAME_WORDS = 4;

    static final int PACKAGE_WORDS = 21;

    // Words of a package.
    static final int P_NAME = 0;
    static final int P_VERSION = 1;
    static final int P_FLAGS = 2;
    static final int P_SUITE = 3;
    static final int P_SOURCE = 4;
    static final int P_SOURCE_VERSION = 5;
    static final int P_FILE = 6;
    static final int P_DESCRIPTION = 7;
    static final int P_SECTION = 8;
    static final int P_INSTALLED_SIZE = 9;
    static final int P_SIZE = 10;
    static final int P_RELATIONS = 12;
    static final int P_DIGEST = 13;

    static final int REFERENCE_WORDS = 4;

    /// The word for no version, no qualifier, no provider.
    static final int NONE = -1;

    // Bits of the flags.
    static final int FLAG_ALL = 1;
    static final int FLAG_ESSENTIAL = 2;
    static final int MULTI_ARCH_SHIFT = 4;
    static final int PRIORITY_SHIFT = 8;

    private IndexFormat() {}
}
