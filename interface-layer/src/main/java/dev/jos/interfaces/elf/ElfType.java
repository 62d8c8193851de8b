package dev.jos.interfaces.elf;

/// `e_type` of an ELF header.
public enum ElfType {
    /// `ET_REL`: an object for the link editor, a kernel module.
    RELOCATABLE,
    /// `ET_EXEC`: a program at fixed addresses.
    EXECUTABLE,
    /// `ET_DYN`: a shared object, or a position-independent program.
    SHARED,
    /// Anything else, such as a core dump.
    OTHER;

    static ElfType of(int value) {
        return switch (value) {
            case 1 -> RELOCATABLE;
            case 2 -> EXECUTABLE;
            case 3 -> SHARED;
            default -> OTHER;
        };
    }
}
