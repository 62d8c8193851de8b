/// Programs of jos's own: taken from the Debian archive into the store, and run in a sandbox of their own libraries.
@NullMarked
package dev.jos.packages.tools;

import org.jspecify.annotations.NullMarked;
