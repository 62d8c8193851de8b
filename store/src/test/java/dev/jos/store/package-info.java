@NullMarked
package dev.jos.store;

import org.jspecify.annotations.NullMarked;
