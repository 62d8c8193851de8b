/// The lock file: which exact packages, from which state of the archive, and which account ids.
@NullMarked
package dev.jos.packages.lock;

import org.jspecify.annotations.NullMarked;
