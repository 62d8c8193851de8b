/// Objects, trees, views and their images, roots, garbage collection.
@NullMarked
package dev.jos.store;

import org.jspecify.annotations.NullMarked;
