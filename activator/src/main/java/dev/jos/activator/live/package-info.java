/// The running machine: its service manager, what its processes use, and what it has mounted.
@NullMarked
package dev.jos.activator.live;

import org.jspecify.annotations.NullMarked;
