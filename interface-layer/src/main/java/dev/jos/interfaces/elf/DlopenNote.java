package dev.jos.interfaces.elf;

import java.util.List;

/// Libraries that a file may load while it runs, as it says itself (the `.note.dlopen` of the UAPI Group's "ELF dlopen
/// metadata for ELF files").
///
/// @param sonames alternatives, the preferred one first
/// @param priority `required`, `recommended` or `suggested`
/// @param feature what they are for, in a word; empty if it is not said
public record DlopenNote(List<String> sonames, String priority, String feature) {

    public DlopenNote {
        sonames = List.copyOf(sonames);
    }
}
