package dev.jos.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The extended attributes of one inode: a header of 12 bytes, then entries of a multiple of 4.
///
/// @param entries in the order they are written
record ErofsXattrs(List<Item> entries, int size) {

    private static final int HEADER = 12;
    private static final int ITEM_HEADER = 4;
    private static final int MAX_SIZE = HEADER + 0xfffe * ITEM_HEADER;

    private static final ErofsXattrs NONE = new ErofsXattrs(List.of(), 0);

    private static final int USER = 1;
    private static final int ACL_ACCESS = 2;
    private static final int ACL_DEFAULT = 3;
    private static final int TRUSTED = 4;
    private static final int SECURITY = 6;

    private static final byte[] METACOPY = ascii("overlay.metacopy");
    private static final byte[] REDIRECT = ascii("overlay.redirect");
    private static final Item IS_METACOPY = new Item(TRUSTED, METACOPY, new byte[0]);
    private static final Item IS_OPAQUE = new Item(TRUSTED, ascii("overlay.opaque"), ascii("y"));

    /// One attribute.
    ///
    /// Never compared.
    ///
    /// @param prefix stands for the namespace
    /// @param name without the namespace
    @SuppressWarnings("ArrayRecordComponent")
    record Item(int prefix, byte[] name, byte[] value) {

        int size() {
            return (ITEM_HEADER + name.length + value.length + ITEM_HEADER - 1) / ITEM_HEADER * ITEM_HEADER;
        }
    }

    /// The attributes of `entry`, with those that make it an overlay stub if it is to be one.
    static ErofsXattrs of(Entry entry, boolean stub) throws IOException {
        ExtendedAttributes own = entry.node().attributes().xattrs();
        if (own.isEmpty() && !stub) {
            return NONE;
        }
        List<Item> items = new ArrayList<>(2);
        if (stub && entry.path().isEmpty()) {
            items.add(IS_OPAQUE);
        }
        if (stub && entry.node() instanceof RegularFile file && file.size() > 0) {
            items.add(IS_METACOPY);
            items.add(new Item(TRUSTED, REDIRECT, ascii("/" + file.content().fileName())));
        }
        for (String name : own.names()) {
            items.add(item(entry.path(), name, own.value(name).orElseThrow()));
        }
        if (items.isEmpty()) {
            return NONE;
        }
        int size = HEADER + items.stream().mapToInt(Item::size).sum();
        if (size > MAX_SIZE) {
            throw new IOException("the extended attributes of `" + entry.path() + "` take " + size
                    + " bytes; EROFS holds " + MAX_SIZE);
        }
        return new ErofsXattrs(items, size);
    }

    private static Item item(String path, String name, byte[] value) throws IOException {
        return switch (name) {
            case "system.posix_acl_access" -> new Item(ACL_ACCESS, new byte[0], value);
            case "system.posix_acl_default" -> new Item(ACL_DEFAULT, new byte[0], value);
            default -> {
                int dot = name.indexOf('.') + 1;
                int prefix =
                        switch (name.substring(0, dot)) {
                            case "user." -> USER;
                            case "trusted." -> TRUSTED;
                            case "security." -> SECURITY;
                            default ->
                                throw new IOException("EROFS has no place for the extended attribute `" + name
                                        + "` of `" + path + "`");
                        };
                yield new Item(prefix, ascii(name.substring(dot)), value);
            }
        };
    }

    /// `i_xattr_icount`: the units of four bytes after the header, and one for the header; 0 for nothing at all.
    int count() {
        return size == 0 ? 0 : 1 + (size - HEADER) / ITEM_HEADER;
    }

    void write(ErofsSink sink) throws IOException {
        if (size == 0) {
            return;
        }
        sink.zeros(HEADER);
        for (Item item : entries) {
            sink.u8(item.name().length).u8(item.prefix()).u16(item.value().length);
            sink.bytes(item.name()).bytes(item.value());
            sink.zeros(item.size() - ITEM_HEADER - item.name().length - item.value().length);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
