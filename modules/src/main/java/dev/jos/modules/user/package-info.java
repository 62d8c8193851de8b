/// Modules that a configuration brings along, as Java source or in jars.
@NullMarked
package dev.jos.modules.user;

import org.jspecify.annotations.NullMarked;
