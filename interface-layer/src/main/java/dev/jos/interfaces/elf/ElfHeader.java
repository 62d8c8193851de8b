package dev.jos.interfaces.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// The ELF header, with the differences of the two classes evened out.
record ElfHeader(
        ElfType type,
        ElfAbi abi,
        long programHeaders,
        int programHeaderSize,
        int programHeaderCount,
        long sectionHeaders,
        int sectionHeaderSize,
        int sectionHeaderCount) {

    private static final int MAGIC = 0x7f454c46;
    private static final int IDENT = 16;

    /// The header of `bytes`; empty without the magic number.
    static Optional<ElfHeader> read(ElfBytes bytes) throws IOException {
        if (bytes.size() < 4
                || bytes.read(0, 4, "the magic number")
                                .order(ByteOrder.BIG_ENDIAN)
                                .getInt()
                        != MAGIC) {
            return Optional.empty();
        }
        ByteBuffer ident = bytes.read(0, IDENT, "the ELF header");
        int bits =
                switch (ident.get(4)) {
                    case 1 -> 32;
                    case 2 -> 64;
                    default -> throw new MalformedElfException("unknown ELF class %d".formatted(ident.get(4)));
                };
        ByteOrder order =
                switch (ident.get(5)) {
                    case 1 -> ByteOrder.LITTLE_ENDIAN;
                    case 2 -> ByteOrder.BIG_ENDIAN;
                    default -> throw new MalformedElfException("unknown byte order %d".formatted(ident.get(5)));
                };
        boolean wide = bits == 64;
        ByteBuffer header = bytes.read(0, wide ? 64 : 52, "the ELF header").order(order);
        int type = header.getShort(16) & 0xffff;
        int machine = header.getShort(18) & 0xffff;
        int counts = wide ? 54 : 42;
        return Optional.of(new ElfHeader(
                ElfType.of(type),
                new ElfAbi(machine, bits, order),
                wide ? header.getLong(32) : Integer.toUnsignedLong(header.getInt(28)),
                header.getShort(counts) & 0xffff,
                header.getShort(counts + 2) & 0xffff,
                wide ? header.getLong(40) : Integer.toUnsignedLong(header.getInt(32)),
                header.getShort(counts + 4) & 0xffff,
                header.getShort(counts + 6) & 0xffff));
    }

    boolean wide() {
        return abi.bits() == 64;
    }
}
