/// The Debian archive, resolution, lock file, import, the tools view.
@NullMarked
package dev.jos.packages;

import org.jspecify.annotations.NullMarked;
