/// A world of a few synthetic packages, in which whole commands run in a second.
@NullMarked
package dev.jos.cli.testing;

import org.jspecify.annotations.NullMarked;
