/// Evaluated configuration to closure to system generation.
@NullMarked
package dev.jos.system;

import org.jspecify.annotations.NullMarked;
