/// Generations of a machine and switching between them.
@NullMarked
package dev.jos.activator;

import org.jspecify.annotations.NullMarked;
