/// Images of containers: a root file system, its layers, and the archive that engines load.
@NullMarked
package dev.jos.iso.container;

import org.jspecify.annotations.NullMarked;
