/// What tests of this and other modules use instead of a store on a disk.
@NullMarked
package dev.jos.store.testing;

import org.jspecify.annotations.NullMarked;
