/// The grammar of the POSIX shell, as far as maintainer scripts use it: text in, syntax tree out. Nothing is run.
@NullMarked
package dev.jos.packages.scripts.shell;

import org.jspecify.annotations.NullMarked;
