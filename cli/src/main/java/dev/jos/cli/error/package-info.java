/// Errors in words: a sentence, the place, an excerpt with a caret, a hint.
@NullMarked
package dev.jos.cli.error;

import org.jspecify.annotations.NullMarked;
