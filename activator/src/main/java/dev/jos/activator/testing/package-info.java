/// Doubles of what a switch works on.
@NullMarked
package dev.jos.activator.testing;

import org.jspecify.annotations.NullMarked;
