/// Servers and what looks after them.
@NullMarked
package dev.jos.modules.shipped.services;

import org.jspecify.annotations.NullMarked;
