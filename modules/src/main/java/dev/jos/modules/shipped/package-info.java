/// The modules that come with jos.
@NullMarked
package dev.jos.modules.shipped;

import org.jspecify.annotations.NullMarked;
