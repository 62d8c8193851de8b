/// Lays out configuration files anew, without changing what they say.
@NullMarked
package dev.jos.config.format;

import org.jspecify.annotations.NullMarked;
