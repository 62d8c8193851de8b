/// Builds Debian source packages, changed or not, in a sandbox that holds their declared inputs and nothing else.
@NullMarked
package dev.jos.packages.source;

import org.jspecify.annotations.NullMarked;
