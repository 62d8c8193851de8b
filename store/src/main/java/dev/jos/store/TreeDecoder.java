package dev.jos.store;

import dev.jos.host.Sha256;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads one tree; see [TreeCodec].
///
/// Bounded: the memory it takes is proportional to the encoding, but for the paths, whose number and total length
/// have limits of their own. It accepts canonical encodings only.
final class TreeDecoder {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN)
            .withInvokeExactBehavior();

    private static final int MAX_ENTRIES = 1 << 22;
    private static final long MAX_PATH_BYTES = 1L << 30;
    /// A kind, a name of one byte, attributes.
    private static final int MIN_ENTRY = 3;

    private static final int MIN_ATTRIBUTES = 5;

    private final byte[] bytes;
    private int position;

    private Attributes[] table = {};
    private int attributesSeen;
    private Entry[] entries = {};
    private int count;
    private long pathBytes;

    /// The path being read, and where each open directory's part of it ends.
    private final byte[] path = new byte[TreePath.MAX_PATH + 1];

    private int pathLength;

    TreeDecoder(byte[] bytes) {
        this.bytes = bytes;
    }

    Tree decode() throws MalformedTree {
        for (byte expected : TreeCodec.MAGIC) {
            if (u8() != expected) {
                throw malformed("it does not begin with `jostree` and version 1");
            }
        }
        table = attributes();
        entries = new Entry[number("number of entries", 1, MAX_ENTRIES, MIN_ENTRY)];
        if (u8() != TreeCodec.DIRECTORY) {
            throw malformed("the root is no directory");
        }
        entries[count++] = new Entry("", new Directory(nextAttributes()));
        children();
        if (count != entries.length) {
            throw malformed("it announces " + entries.length + " entries and holds " + count);
        }
        if (attributesSeen != table.length) {
            throw malformed("attributes are listed that no entry has");
        }
        if (position != bytes.length) {
            throw malformed("something follows the last entry");
        }
        return new Tree(entries);
    }

    private Attributes[] attributes() throws MalformedTree {
        Attributes[] read = new Attributes[number("number of attributes", 1, MAX_ENTRIES, MIN_ATTRIBUTES)];
        Set<Attributes> distinct = new HashSet<>();
        for (int i = 0; i < read.length; i++) {
            read[i] = oneAttributes();
            if (!distinct.add(read[i])) {
                throw malformed("the same attributes are listed twice");
            }
        }
        return read;
    }

    private Attributes oneAttributes() throws MalformedTree {
        int mode = (int) varint("mode", 0, Attributes.MAX_MODE);
        int uid = (int) varint("uid", 0, Integer.MAX_VALUE);
        int gid = (int) varint("gid", 0, Integer.MAX_VALUE);
        long mtime = varint("mtime", 0, Attributes.MAX_MTIME);
        int xattrs = (int) varint("number of extended attributes", 0, 1 << 16);
        return new Attributes(mode, uid, gid, mtime, xattrs == 0 ? ExtendedAttributes.NONE : extended(xattrs));
    }

    private ExtendedAttributes extended(int number) throws MalformedTree {
        Map<String, byte[]> values = new HashMap<>();
        String previous = "";
        for (int i = 0; i < number; i++) {
            String name = text("name of an extended attribute", ExtendedAttributes.MAX_NAME);
            if (name.compareTo(previous) <= 0) {
                throw malformed("extended attributes are not in ascending order");
            }
            previous = name;
            int length = number("length of an extended attribute", 0, ExtendedAttributes.MAX_VALUE, 1);
            values.put(name, Arrays.copyOfRange(bytes, position, position + length));
            position += length;
        }
        try {
            return ExtendedAttributes.of(values);
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    /// Reads what the root holds, and so everything. A stack of its own: the depth is the encoding's choice.
    private void children() throws MalformedTree {
        List<OpenDirectory> open = new ArrayList<>();
        OpenDirectory current = new OpenDirectory(0);
        while (true) {
            int kind = u8();
            if (kind == TreeCodec.END) {
                if (open.isEmpty()) {
                    return;
                }
                current = open.removeLast();
                continue;
            }
            name(current);
            if (entry(kind)) {
                open.add(current);
                current = new OpenDirectory(pathLength);
            }
        }
    }

    /// Appends the next name to the path of the directory.
    private void name(OpenDirectory directory) throws MalformedTree {
        int length = number("length of a name", 1, TreePath.MAX_NAME, 1);
        int start = directory.pathLength == 0 ? 0 : directory.pathLength + 1;
        if (start + length > TreePath.MAX_PATH) {
            throw malformed("a path is longer than " + TreePath.MAX_PATH + " bytes");
        }
        checkName(position, length);
        if (directory.lastLength > 0
                && Arrays.compareUnsigned(
                                bytes,
                                directory.lastStart,
                                directory.lastStart + directory.lastLength,
                                bytes,
                                position,
                                position + length)
                        >= 0) {
            throw malformed("the names in a directory are not in ascending order");
        }
        directory.lastStart = position;
        directory.lastLength = length;
        if (start > 0) {
            path[start - 1] = '/';
        }
        System.arraycopy(bytes, position, path, start, length);
        pathLength = start + length;
        position += length;
    }

    private void checkName(int start, int length) throws MalformedTree {
        if (bytes[start] == '.' && (length == 1 || (length == 2 && bytes[start + 1] == '.'))) {
            throw malformed("a name is `.` or `..`");
        }
        boolean ascii = true;
        for (int i = start; i < start + length; i++) {
            byte each = bytes[i];
            if (each == '/' || each == 0) {
                throw malformed("a name contains `/` or NUL");
            }
            ascii &= each > 0;
        }
        if (!ascii) {
            strictUtf8(start, length);
        }
    }

    /// @return whether the entry is a directory, whose children follow
    private boolean entry(int kind) throws MalformedTree {
        if (count == entries.length) {
            throw malformed("it holds more entries than it announces");
        }
        pathBytes += pathLength;
        if (pathBytes > MAX_PATH_BYTES) {
            throw malformed("its paths together are longer than " + MAX_PATH_BYTES + " bytes");
        }
        String name = new String(path, 0, pathLength, StandardCharsets.UTF_8);
        Attributes attributes = nextAttributes();
        Node node =
                switch (kind) {
                    case TreeCodec.DIRECTORY -> new Directory(attributes);
                    case TreeCodec.FILE -> file(attributes, false);
                    case TreeCodec.EXECUTABLE -> file(attributes, true);
                    case TreeCodec.SYMLINK -> symlink(attributes);
                    default -> throw malformed("there is no kind " + kind + " of entry");
                };
        entries[count++] = new Entry(name, node);
        return kind == TreeCodec.DIRECTORY;
    }

    private RegularFile file(Attributes attributes, boolean executable) throws MalformedTree {
        if (attributes.executable() != executable) {
            throw malformed("the mode of a file does not go with its kind");
        }
        if (remaining() < Sha256.BYTES) {
            throw malformed("it ends within a digest");
        }
        Sha256 digest = new Sha256(
                (long) LONG.get(bytes, position),
                (long) LONG.get(bytes, position + 8),
                (long) LONG.get(bytes, position + 16),
                (long) LONG.get(bytes, position + 24));
        position += Sha256.BYTES;
        return new RegularFile(attributes, new ObjectId(digest, executable), varint("size", 0, Long.MAX_VALUE));
    }

    private Symlink symlink(Attributes attributes) throws MalformedTree {
        String target = text("target of a link", Symlink.MAX_TARGET);
        if (target.indexOf('\0') >= 0 || attributes.mode() != 0777) {
            throw malformed("a link has a target with NUL, or a mode other than 777");
        }
        return new Symlink(attributes, target);
    }

    /// Attributes are numbered in the order in which entries first use them.
    private Attributes nextAttributes() throws MalformedTree {
        int number = (int) varint("number of attributes", 0, Math.min(attributesSeen, table.length - 1));
        if (number == attributesSeen) {
            attributesSeen++;
        }
        return table[number];
    }

    private String text(String what, int max) throws MalformedTree {
        int length = number("length of the " + what, 1, max, 1);
        int start = position;
        strictUtf8(start, length);
        position += length;
        return new String(bytes, start, length, StandardCharsets.UTF_8);
    }

    private void strictUtf8(int start, int length) throws MalformedTree {
        for (int i = start; i < start + length; i++) {
            if (bytes[i] < 0) {
                try {
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, length));
                    return;
                } catch (CharacterCodingException e) {
                    throw malformed("a name or link target is not UTF-8");
                }
            }
        }
    }

    private int remaining() {
        return bytes.length - position;
    }

    private int u8() throws MalformedTree {
        if (position == bytes.length) {
            throw malformed("it ends too early");
        }
        return bytes[position++] & 0xff;
    }

    /// A number of things, each of which takes at least so many of the bytes that are left.
    private int number(String what, int min, int max, int bytesForEach) throws MalformedTree {
        int value = (int) varint(what, min, max);
        if (value > remaining() / bytesForEach) {
            throw malformed("the " + what + " is " + value + ", more than the bytes that follow can hold");
        }
        return value;
    }

    /// A number in groups of seven bits, the lowest first, in the shortest form.
    private long varint(String what, long min, long max) throws MalformedTree {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            int group = u8();
            if (shift == 63 || (shift > 0 && group == 0)) {
                throw malformed("the " + what + " is not in its shortest form");
            }
            value |= (long) (group & 0x7f) << shift;
            if (group < 0x80) {
                break;
            }
        }
        if (value < min || value > max) {
            throw malformed("the " + what + " is " + value + ", not within " + min + " to " + max);
        }
        return value;
    }

    private MalformedTree malformed(String problem) {
        return new MalformedTree(position, problem);
    }

    private static final class OpenDirectory {

        private final int pathLength;
        private int lastStart;
        private int lastLength;

        OpenDirectory(int pathLength) {
            this.pathLength = pathLength;
        }
    }
}
