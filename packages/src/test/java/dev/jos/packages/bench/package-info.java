/// Programs that `bench/` runs.
@NullMarked
package dev.jos.packages.bench;

import org.jspecify.annotations.NullMarked;
