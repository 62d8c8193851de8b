/// The reference of all commands in Markdown, as a man page, and as shell completions.
@NullMarked
package dev.jos.cli.reference;

import org.jspecify.annotations.NullMarked;
