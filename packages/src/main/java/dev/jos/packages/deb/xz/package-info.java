/// Decodes the `.xz` files that Debian's tools write, block by block, several at a time.
@NullMarked
package dev.jos.packages.deb.xz;

import org.jspecify.annotations.NullMarked;
