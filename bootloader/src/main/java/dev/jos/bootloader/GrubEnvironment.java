package dev.jos.bootloader;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/// The file in which GRUB keeps variables, and which it can write to: exactly 1024 bytes, filled up with `#`.
///
/// Source: GRUB's `grub-core/lib/envblk.c`.
record GrubEnvironment(SortedMap<String, String> variables) {

    private static final String SIGNATURE = "# GRUB Environment Block\n";
    private static final int SIZE = 1024;

    /// What cannot be read is an environment without variables.
    static GrubEnvironment parse(byte[] bytes) {
        var variables = new TreeMap<String, String>();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (text.startsWith(SIGNATURE)) {
            for (String line : text.substring(SIGNATURE.length()).split("\n", -1)) {
                int equals = line.indexOf('=');
                if (equals > 0 && !line.startsWith("#")) {
                    variables.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
        }
        return new GrubEnvironment(variables);
    }

    /// @throws IllegalStateException if there are more variables than there is room for
    byte[] render() {
        var text = new StringBuilder(SIGNATURE);
        variables.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        byte[] written = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        if (written.length > SIZE) {
            throw new IllegalStateException("a GRUB environment holds " + SIZE + " bytes");
        }
        byte[] block = new byte[SIZE];
        Arrays.fill(block, (byte) '#');
        System.arraycopy(written, 0, block, 0, written.length);
        return block;
    }
}
