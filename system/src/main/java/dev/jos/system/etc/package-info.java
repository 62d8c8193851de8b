/// What a configuration puts into the tree of a system, above all the pristine `/etc`.
@NullMarked
package dev.jos.system.etc;

import org.jspecify.annotations.NullMarked;
