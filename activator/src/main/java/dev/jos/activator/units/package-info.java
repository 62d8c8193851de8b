/// The systemd units of a system, read from its tree: what systemd would load, without asking it.
@NullMarked
package dev.jos.activator.units;

import org.jspecify.annotations.NullMarked;
