/// What dpkg's triggers would have made of a whole file hierarchy: caches and indices, once per view.
@NullMarked
package dev.jos.packages.triggers;

import org.jspecify.annotations.NullMarked;
