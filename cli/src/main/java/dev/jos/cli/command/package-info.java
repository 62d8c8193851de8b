/// The commands: each parses its arguments, calls a library, and renders what it says.
@NullMarked
package dev.jos.cli.command;

import org.jspecify.annotations.NullMarked;
