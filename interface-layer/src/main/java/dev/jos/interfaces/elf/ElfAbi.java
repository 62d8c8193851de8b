package dev.jos.interfaces.elf;

import java.nio.ByteOrder;

/// What must be equal for one ELF object to be linked with another: instruction set, word size, byte order.
///
/// @param machine `e_machine` of the System V ABI's ELF header
/// @param bits 32 or 64
public record ElfAbi(int machine, int bits, ByteOrder order) implements Comparable<ElfAbi> {

    /// The ABI of Debian's amd64.
    public static final ElfAbi X86_64 = new ElfAbi(62, 64, ByteOrder.LITTLE_ENDIAN);
    /// The ABI of Debian's arm64.
    public static final ElfAbi AARCH64 = new ElfAbi(183, 64, ByteOrder.LITTLE_ENDIAN);

    /// A short name such as `x86_64`; `em243-64` for a machine without a name here.
    public String name() {
        boolean little = order == ByteOrder.LITTLE_ENDIAN;
        return switch (machine) {
            case 3 -> "i386";
            case 40 -> little ? "arm" : "armeb";
            case 62 -> bits == 64 ? "x86_64" : "x32";
            case 183 -> little ? "aarch64" : "aarch64_be";
            default -> "em%d-%d%s".formatted(machine, bits, little ? "" : "-be");
        };
    }

    /// The ABI that [#name()] gives this name.
    public static ElfAbi named(String name) {
        return switch (name) {
            case "i386" -> new ElfAbi(3, 32, ByteOrder.LITTLE_ENDIAN);
            case "arm" -> new ElfAbi(40, 32, ByteOrder.LITTLE_ENDIAN);
            case "armeb" -> new ElfAbi(40, 32, ByteOrder.BIG_ENDIAN);
            case "x86_64" -> X86_64;
            case "x32" -> new ElfAbi(62, 32, ByteOrder.LITTLE_ENDIAN);
            case "aarch64" -> AARCH64;
            case "aarch64_be" -> new ElfAbi(183, 64, ByteOrder.BIG_ENDIAN);
            default -> numbered(name);
        };
    }

    private static ElfAbi numbered(String name) {
        String[] parts = name.split("-", -1);
        if (parts.length < 2 || !parts[0].startsWith("em")) {
            throw new IllegalArgumentException("`%s` names no ELF ABI".formatted(name));
        }
        return new ElfAbi(
                Integer.parseInt(parts[0].substring(2)),
                Integer.parseInt(parts[1]),
                parts.length == 2 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    @Override
    public int compareTo(ElfAbi other) {
        return name().compareTo(other.name());
    }

    @Override
    public String toString() {
        return name();
    }
}
