package dev.jos.interfaces;

import dev.jos.interfaces.elf.ElfAbi;
import java.util.Comparator;

/// The name by which consumers ask for an interface: a SONAME on one architecture.
public record InterfaceName(ElfAbi abi, String soname) implements Comparable<InterfaceName> {

    private static final Comparator<InterfaceName> ORDER =
            Comparator.comparing(InterfaceName::soname).thenComparing(InterfaceName::abi);

    @Override
    public int compareTo(InterfaceName other) {
        return ORDER.compare(this, other);
    }

    /// `liblzma.so.5 (x86_64)`.
    @Override
    public String toString() {
        return "%s (%s)".formatted(soname, abi.name());
    }
}
