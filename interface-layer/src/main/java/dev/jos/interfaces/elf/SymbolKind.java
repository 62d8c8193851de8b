package dev.jos.interfaces.elf;

/// What a dynamic symbol stands for, as far as those who link against it can tell.
public enum SymbolKind {
    /// Code; an `IFUNC` too, for only its provider sees the difference.
    FUNCTION,
    /// Data, whose size matters because of copy relocations.
    OBJECT,
    /// Thread-local data.
    TLS,
    /// No type given.
    UNTYPED;

    static SymbolKind of(int symbolType) {
        return switch (symbolType) {
            case 1, 5 -> OBJECT;
            case 2, 10 -> FUNCTION;
            case 6 -> TLS;
            default -> UNTYPED;
        };
    }

    /// Whether the symbol names storage, so that its size is part of the contract.
    public boolean isData() {
        return this == OBJECT || this == TLS;
    }
}
