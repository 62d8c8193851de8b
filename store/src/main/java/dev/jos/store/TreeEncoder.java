package dev.jos.store;

import dev.jos.host.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes one tree; see [TreeCodec].
final class TreeEncoder {

    private final ByteSink out = new ByteSink();
    private final Map<Attributes, Integer> numbers = new HashMap<>();
    private final List<Attributes> table = new ArrayList<>();
    private final ByteSink body = new ByteSink();
    private final List<String> open = new ArrayList<>();

    byte[] encode(Tree tree) {
        for (Entry entry : tree.entries()) {
            closeDirectories(entry.path());
            encode(entry);
        }
        while (!open.isEmpty()) {
            close();
        }
        out.bytes(TreeCodec.MAGIC);
        out.varint(table.size());
        table.forEach(this::encode);
        out.varint(tree.size());
        out.append(body);
        return out.toByteArray();
    }

    private void closeDirectories(String path) {
        while (!open.isEmpty() && !TreePath.isBelow(path, open.getLast())) {
            close();
        }
    }

    private void close() {
        open.removeLast();
        body.u8(TreeCodec.END);
    }

    private void encode(Entry entry) {
        Node node = entry.node();
        body.u8(kind(node));
        if (!entry.path().isEmpty()) {
            body.text(entry.name());
        }
        body.varint(number(node.attributes()));
        switch (node) {
            case Directory directory -> open.add(entry.path());
            case RegularFile file -> {
                Sha256 digest = file.content().content();
                body.u64(digest.a()).u64(digest.b()).u64(digest.c()).u64(digest.d());
                body.varint(file.size());
            }
            case Symlink link -> body.text(link.target());
        }
    }

    private static int kind(Node node) {
        return switch (node) {
            case Directory directory -> TreeCodec.DIRECTORY;
            case RegularFile file -> file.content().executable() ? TreeCodec.EXECUTABLE : TreeCodec.FILE;
            case Symlink link -> TreeCodec.SYMLINK;
        };
    }

    private int number(Attributes attributes) {
        Integer known = numbers.putIfAbsent(attributes, table.size());
        if (known != null) {
            return known;
        }
        table.add(attributes);
        return table.size() - 1;
    }

    private void encode(Attributes attributes) {
        out.varint(attributes.mode());
        out.varint(attributes.uid());
        out.varint(attributes.gid());
        out.varint(attributes.mtime());
        out.varint(attributes.xattrs().size());
        attributes.xattrs().forEach((name, value) -> {
            out.text(name);
            out.varint(value.length);
            out.bytes(value);
        });
    }

    /// Bytes that grow.
    private static final class ByteSink {

        private byte[] bytes = new byte[1 << 12];
        private int length;

        private void reserve(int more) {
            if (bytes.length - length < more) {
                bytes = java.util.Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, more)));
            }
        }

        void u8(int value) {
            reserve(1);
            bytes[length++] = (byte) value;
        }

        ByteSink u64(long value) {
            reserve(Long.BYTES);
            for (int shift = 56; shift >= 0; shift -= 8) {
                bytes[length++] = (byte) (value >>> shift);
            }
            return this;
        }

        void varint(long value) {
            long rest = value;
            while (rest > 0x7f) {
                u8((int) (rest & 0x7f) | 0x80);
                rest >>>= 7;
            }
            u8((int) rest);
        }

        void text(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            varint(utf8.length);
            bytes(utf8);
        }

        void bytes(byte[] more) {
            reserve(more.length);
            System.arraycopy(more, 0, bytes, length, more.length);
            length += more.length;
        }

        void append(ByteSink other) {
            reserve(other.length);
            System.arraycopy(other.bytes, 0, bytes, length, other.length);
            length += other.length;
        }

        byte[] toByteArray() {
            return java.util.Arrays.copyOf(bytes, length);
        }
    }
}
