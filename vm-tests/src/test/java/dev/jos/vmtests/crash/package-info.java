/// What a crash may leave on a disk, and readers of disks that share nothing with what writes them.
@NullMarked
package dev.jos.vmtests.crash;

import org.jspecify.annotations.NullMarked;
