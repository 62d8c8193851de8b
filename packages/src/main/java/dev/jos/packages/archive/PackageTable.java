package dev.jos.packages.archive;

import static dev.jos.packages.archive.IndexFormat.*;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The package index in numbers, as it lies in the file: for the resolver, which looks at many thousand packages.
///
/// Names and packages are numbered from 0; both orders are those of the file. Every access is checked against the
/// bounds
/// of its section and ends in a [CorruptIndexException] outside of them.
@SuppressWarnings("EnumOrdinal") // The layout has a version of its own, and an index is only a cache.
public final class PackageTable {

    private final ByteBuffer bytes;
    private final int suitesAt;
    private final int namesAt;
    private final int packagesAt;
    private final int relationsAt;
    private final int providersAt;
    private final int stringsAt;
    private final int suites;
    private final int names;
    private final int packages;
    private final int relationWords;
    private final int providerWords;
    private final int stringBytes;

    /// @throws CorruptIndexException when this is not a whole index of the present format
    PackageTable(ByteBuffer index) {
        this.bytes = index.duplicate().clear().order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.limit() < 4 * HEADER_WORDS || header(H_MAGIC) != MAGIC) {
            throw new CorruptIndexException("it is not an index");
        }
        if (header(H_VERSION) != VERSION) {
            throw new CorruptIndexException("it has version %d instead of %d".formatted(header(H_VERSION), VERSION));
        }
        if (header(H_LENGTH) != bytes.limit()) {
            throw new CorruptIndexException("it is cut off");
        }
        if (header(H_CHECKSUM) != IndexBuilder.checksum(bytes)) {
            throw new CorruptIndexException("its checksum is wrong");
        }
        suites = header(H_SUITES);
        names = header(H_NAMES);
        packages = header(H_PACKAGES);
        relationWords = header(H_RELATION_WORDS);
        providerWords = header(H_PROVIDER_WORDS);
        stringBytes = header(H_STRING_BYTES);
        suitesAt = 4 * HEADER_WORDS;
        namesAt = section(suitesAt, suites, SUITE_WORDS * 4);
        packagesAt = section(namesAt, names, NAME_WORDS * 4);
        relationsAt = section(packagesAt, packages, PACKAGE_WORDS * 4);
        providersAt = section(relationsAt, relationWords, 4);
        stringsAt = section(providersAt, providerWords, 4);
        if (section(stringsAt, stringBytes, 1) != bytes.limit()) {
            throw new CorruptIndexException("its sections do not fill it");
        }
    }

    private int section(int start, int count, int width) {
        long end = start + (long) count * width;
        if (count < 0 || end > bytes.limit()) {
            throw new CorruptIndexException("a section is larger than the file");
        }
        return (int) end;
    }

    private int header(int word) {
        return bytes.getInt(4 * word);
    }

    String architecture() {
        return string(header(H_ARCHITECTURE));
    }

    int suites() {
        return suites;
    }

    /// A word of a suite's record.
    int suiteWord(int suite, int word) {
        return record(suitesAt, suite, suites, SUITE_WORDS, word);
    }

    /// How many names there are: of packages, of what they provide, and of what they merely mention.
    public int names() {
        return names;
    }

    public int packages() {
        return packages;
    }

    /// The number of this name, or -1.
    public int nameNumber(String name) {
        int low = 0;
        int high = names - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = name(middle).compareTo(name);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return NONE;
    }

    public String name(int name) {
        return string(record(namesAt, name, names, NAME_WORDS, 0));
    }

    /// The first package of this name, the newest; the others follow it.
    public int firstPackage(int name) {
        return record(namesAt, name, names, NAME_WORDS, 1);
    }

    /// How many packages have this name.
    public int packageCount(int name) {
        int count = record(namesAt, name, names, NAME_WORDS, 2);
        int first = firstPackage(name);
        if (count < 0 || first < 0 || count > packages - first) {
            throw new CorruptIndexException("a name has packages outside of the table");
        }
        return count;
    }

    /// How many times this name is provided by packages.
    public int providerCount(int name) {
        int start = record(namesAt, name, names, NAME_WORDS, 3);
        if (start == NONE) {
            return 0;
        }
        int count = provider(start);
        if (count < 0 || 2L * count > providerWords - start - 1L) {
            throw new CorruptIndexException("a list of providers is too long");
        }
        return count;
    }

    /// The package that provides this name in place `index` of the list of its providers.
    public int provider(int name, int index) {
        return checkedPackage(provider(record(namesAt, name, names, NAME_WORDS, 3) + 1 + 2 * index));
    }

    /// The version that is provided there; empty when none is said.
    public String providedVersion(int name, int index) {
        int version = provider(record(namesAt, name, names, NAME_WORDS, 3) + 2 + 2 * index);
        return version == NONE ? "" : string(version);
    }

    private int provider(int word) {
        if (word < 0 || word >= providerWords) {
            throw new CorruptIndexException("a list of providers lies outside of its section");
        }
        return bytes.getInt(providersAt + 4 * word);
    }

    public int packageName(int number) {
        int name = packageWord(number, P_NAME);
        if (name < 0 || name >= names) {
            throw new CorruptIndexException("a package has no name");
        }
        return name;
    }

    public String version(int number) {
        return string(packageWord(number, P_VERSION));
    }

    public boolean essential(int number) {
        return (packageWord(number, P_FLAGS) & FLAG_ESSENTIAL) != 0;
    }

    public boolean forAll(int number) {
        return (packageWord(number, P_FLAGS) & FLAG_ALL) != 0;
    }

    public MultiArch multiArch(int number) {
        return MultiArch.values()[(packageWord(number, P_FLAGS) >>> MULTI_ARCH_SHIFT) & 3];
    }

    public Priority priority(int number) {
        return Priority.values()[(packageWord(number, P_FLAGS) >>> PRIORITY_SHIFT) & 3];
    }

    int packageWord(int number, int word) {
        return record(packagesAt, number, packages, PACKAGE_WORDS, word);
    }

    long packageLong(int number, int word) {
        return (packageWord(number, word) & 0xffffffffL) | ((long) packageWord(number, word + 1) << 32);
    }

    private int checkedPackage(int number) {
        if (number < 0 || number >= packages) {
            throw new CorruptIndexException("it mentions a package that it does not have");
        }
        return number;
    }

    /// The relations of one kind.
    public RelationCursor relations(int number, RelationKind kind) {
        RelationCursor cursor = new RelationCursor(this, packageWord(number, P_RELATIONS));
        cursor.skipTo(kind.ordinal());
        return cursor;
    }

    int relationWord(int word) {
        if (word < 0 || word >= relationWords) {
            throw new CorruptIndexException("relations lie outside of their section");
        }
        return bytes.getInt(relationsAt + 4 * word);
    }

    String string(int offset) {
        if (offset < 0 || offset > stringBytes - 4) {
            throw new CorruptIndexException("a text lies outside of its section");
        }
        int length = bytes.getInt(stringsAt + offset);
        if (length < 0 || length > stringBytes - 4 - offset) {
            throw new CorruptIndexException("a text is longer than its section");
        }
        byte[] utf8 = new byte[length];
        bytes.get(stringsAt + offset + 4, utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private int record(int start, int number, int count, int words, int word) {
        if (number < 0 || number >= count) {
            throw new CorruptIndexException("it mentions a record that it does not have");
        }
        return bytes.getInt(start + 4 * (number * words + word));
    }
}
