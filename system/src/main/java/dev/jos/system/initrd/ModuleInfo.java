package dev.jos.system.initrd;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What a kernel module says about itself in its `.modinfo` section, a list of NUL-terminated `key=value` texts.
///
/// @param depends modules it takes symbols from
/// @param softBefore modules or aliases that should be there first, `softdep: pre:`
/// @param aliases other names it is asked for by
record ModuleInfo(List<String> depends, List<String> softBefore, List<String> aliases) {

    private static final int ELF_64 = 2;
    private static final int SECTION_HEADER_BYTES = 64;

    ModuleInfo {
        depends = List.copyOf(depends);
        softBefore = List.copyOf(softBefore);
        aliases = List.copyOf(aliases);
    }

    /// Reads a module as the kernel loads it: a 64-bit little-endian ELF file.
    static ModuleInfo read(byte[] module) throws IOException {
        try {
            return parse(modinfo(ByteBuffer.wrap(module).order(ByteOrder.LITTLE_ENDIAN)));
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IOException("a kernel module is damaged", e);
        }
    }

    private static String modinfo(ByteBuffer elf) throws IOException {
        if (elf.getInt(0) != 0x464c457f || elf.get(4) != ELF_64) {
            throw new IOException("a kernel module is not a 64-bit ELF file");
        }
        long table = elf.getLong(40);
        int count = Short.toUnsignedInt(elf.getShort(60));
        int names = Math.toIntExact(elf.getLong(section(table, elf.getShort(62)) + 24));
        for (int i = 0; i < count; i++) {
            int header = section(table, i);
            if (text(elf, names + elf.getInt(header)).equals(".modinfo")) {
                byte[] content = new byte[Math.toIntExact(elf.getLong(header + 32))];
                elf.get(Math.toIntExact(elf.getLong(header + 24)), content);
                return new String(content, StandardCharsets.UTF_8);
            }
        }
        throw new IOException("a kernel module has no .modinfo section");
    }

    private static int section(long table, int index) {
        return Math.toIntExact(table + (long) index * SECTION_HEADER_BYTES);
    }

    private static String text(ByteBuffer elf, int from) {
        int end = from;
        while (elf.get(end) != 0) {
            end++;
        }
        byte[] bytes = new byte[end - from];
        elf.get(from, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static ModuleInfo parse(String modinfo) {
        var depends = new ArrayList<String>();
        var softBefore = new ArrayList<String>();
        var aliases = new ArrayList<String>();
        for (String line : modinfo.split("\0", -1)) {
            int equals = line.indexOf('=');
            String value = line.substring(equals + 1);
            switch (line.substring(0, Math.max(0, equals))) {
                case "depends" -> depends.addAll(words(value, ","));
                case "softdep" -> softBefore.addAll(before(value));
                case "alias" -> aliases.add(value);
                default -> {
                    // Licences, parameters and the like.
                }
            }
        }
        return new ModuleInfo(depends, softBefore, aliases);
    }

    /// The words after `pre:`, up to `post:`.
    private static List<String> before(String softdep) {
        var before = new ArrayList<String>();
        boolean pre = false;
        for (String word : words(softdep, " ")) {
            if (word.endsWith(":")) {
                pre = word.equals("pre:");
            } else if (pre) {
                before.add(word);
            }
        }
        return before;
    }

    private static List<String> words(String text, String separator) {
        return List.of(text.split(separator, -1)).stream()
                .filter(w -> !w.isEmpty())
                .toList();
    }
}
