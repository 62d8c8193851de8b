/// Doubles for the interfaces of the configuration model.
@NullMarked
package dev.jos.config.testing;

import org.jspecify.annotations.NullMarked;
