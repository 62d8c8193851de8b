/// The lean initrd: just what this machine's root file system needs.
@NullMarked
package dev.jos.system.initrd;

import org.jspecify.annotations.NullMarked;
