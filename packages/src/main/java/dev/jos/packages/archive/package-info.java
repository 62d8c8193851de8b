/// The Debian archive: mirrors, signed releases, and the local package index.
@NullMarked
package dev.jos.packages.archive;

import org.jspecify.annotations.NullMarked;
