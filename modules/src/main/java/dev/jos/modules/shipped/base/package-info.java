/// What every system has, and what the other modules build on.
@NullMarked
package dev.jos.modules.shipped.base;

import org.jspecify.annotations.NullMarked;
