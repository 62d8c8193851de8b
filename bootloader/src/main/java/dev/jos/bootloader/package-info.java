/// Boot entries: rendering and installing.
@NullMarked
package dev.jos.bootloader;

import org.jspecify.annotations.NullMarked;
