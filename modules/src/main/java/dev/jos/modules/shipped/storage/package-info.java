/// Disks, what is laid over them, and what is mounted from them.
@NullMarked
package dev.jos.modules.shipped.storage;

import org.jspecify.annotations.NullMarked;
