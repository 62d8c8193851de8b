/// Options, types, merging, diagnostics; reads HOCON.
@NullMarked
package dev.jos.config;

import org.jspecify.annotations.NullMarked;
