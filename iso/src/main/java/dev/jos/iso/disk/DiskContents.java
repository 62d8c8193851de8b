package dev.jos.iso.disk;

import dev.jos.packages.Architecture;
import dev.jos.system.SystemGeneration;
import java.util.List;

/// What is on the disk of an installed machine.
///
/// @param system its generation 1, which boots
/// @param others systems that lie beside it, so that the machine can switch to them; no generation names them
/// @param configuration what the record of the generation says it was built from
public record DiskContents(SystemGeneration system, List<SystemGeneration> others, String configuration) {

    public DiskContents {
        others = List.copyOf(others);
        if (system.manifest().kernel().isEmpty()) {
            throw new IllegalArgumentException("the system " + system.id() + " has no kernel");
        }
    }

    Architecture architecture() {
        return Architecture.parse(system.manifest().architecture()).orElseThrow();
    }
}
