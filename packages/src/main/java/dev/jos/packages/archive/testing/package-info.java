/// An archive in memory, signed by a key of its own, for tests of whatever resolves or downloads packages.
@NullMarked
package dev.jos.packages.archive.testing;

import org.jspecify.annotations.NullMarked;
