package dev.jos.system;

import dev.jos.modules.BootMenuSettings;
import dev.jos.modules.LoaderKind;
import dev.jos.modules.SystemDefinition;
import java.util.Optional;

/// What boots a machine that has this system.
///
/// @param loader as the configuration names it, `systemd-boot`
public record BootReference(LoaderKind loader, BootMenuSettings menu) {

    /// Empty where nothing does: in a container, or where somebody else loads the kernel.
    static Optional<BootReference> of(SystemDefinition definition) {
        return definition.loader() == LoaderKind.NONE
                ? Optional.empty()
                : Optional.of(new BootReference(definition.loader(), definition.bootMenu()));
    }
}
