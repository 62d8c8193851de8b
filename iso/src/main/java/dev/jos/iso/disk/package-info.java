/// Disks of installed machines, made without root.
@NullMarked
package dev.jos.iso.disk;

import org.jspecify.annotations.NullMarked;
