/// Health checks as programs of a system.
@NullMarked
package dev.jos.system.health;

import org.jspecify.annotations.NullMarked;
