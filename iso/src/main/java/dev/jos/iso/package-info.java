/// Disk, ISO and container images.
@NullMarked
package dev.jos.iso;

import org.jspecify.annotations.NullMarked;
