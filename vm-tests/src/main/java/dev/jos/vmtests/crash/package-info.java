/// What a disk may hold after a crash, and whether the machine still boots from it. Shares no code with what writes
/// disks.
@NullMarked
package dev.jos.vmtests.crash;

import org.jspecify.annotations.NullMarked;
