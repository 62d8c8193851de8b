package dev.jos.system.initrd;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The least that is a kernel module: an ELF file with a `.modinfo` section.
final class SyntheticModule {

    private static final int HEADER = 64;
    private static final byte[] NAMES = "\0.modinfo\0.shstrtab\0".getBytes(StandardCharsets.US_ASCII);

    private SyntheticModule() {}

    /// @param lines `key=value` texts
    static byte[] of(String... lines) {
        var modinfo = new ByteArrayOutputStream();
        for (String line : lines) {
            modinfo.writeBytes(line.getBytes(StandardCharsets.UTF_8));
            modinfo.write(0);
        }
        int names = HEADER + modinfo.size();
        int table = names + NAMES.length;
        var elf = ByteBuffer.allocate(table + 3 * HEADER).order(ByteOrder.LITTLE_ENDIAN);
        elf.putInt(0, 0x464c457f).put(4, (byte) 2);
        elf.putLong(40, table).putShort(60, (short) 3).putShort(62, (short) 2);
        elf.put(HEADER, modinfo.toByteArray()).put(names, NAMES);
        section(elf, table + HEADER, 1, HEADER, modinfo.size());
        section(elf, table + 2 * HEADER, 10, names, NAMES.length);
        return elf.array();
    }

    private static void section(ByteBuffer elf, int at, int name, int offset, int size) {
        elf.putInt(at, name).putLong(at + 24, offset).putLong(at + 32, size);
    }
}
