/// Carries a switch out, takes it back, and finds out after an interruption which of both is to be done.
@NullMarked
package dev.jos.activator.switching;

import org.jspecify.annotations.NullMarked;
