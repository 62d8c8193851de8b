/// Units of systemd with typed sections, for modules to define them without gluing text.
@NullMarked
package dev.jos.modules.units;

import org.jspecify.annotations.NullMarked;
