/// Doubles of ELF files, for tests.
@NullMarked
package dev.jos.interfaces.testing;

import org.jspecify.annotations.NullMarked;
