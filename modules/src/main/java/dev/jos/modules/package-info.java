/// The built-in modules: what each option puts into a system.
@NullMarked
package dev.jos.modules;

import org.jspecify.annotations.NullMarked;
