package dev.jos.interfaces.elf;

/// How a dynamic symbol binds (`STB_*`).
public enum SymbolBinding {
    /// Not visible to other objects.
    LOCAL,
    /// Must be found.
    GLOBAL,
    /// May be missing where it is imported.
    WEAK,
    /// `STB_GNU_UNIQUE`: one instance in the whole process.
    UNIQUE;

    static SymbolBinding of(int value) {
        return switch (value) {
            case 0 -> LOCAL;
            case 2 -> WEAK;
            case 10 -> UNIQUE;
            default -> GLOBAL;
        };
    }
}
