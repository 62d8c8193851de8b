/// The Java runtime that jos brings to the machines it manages.
@NullMarked
package dev.jos.packages.runtime;

import org.jspecify.annotations.NullMarked;
