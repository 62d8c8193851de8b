/// The jos command.
@NullMarked
package dev.jos.cli;

import org.jspecify.annotations.NullMarked;
