/// What the user sees: streams, colours, tables, progress.
@NullMarked
package dev.jos.cli.terminal;

import org.jspecify.annotations.NullMarked;
