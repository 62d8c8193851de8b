/// From the files of a configuration to the definition of a machine.
@NullMarked
package dev.jos.modules.machine;

import org.jspecify.annotations.NullMarked;
