/// The modules that come with jos, a package for each field; what they have in common is in `base`.
@NullMarked
package dev.jos.modules.shipped;

import org.jspecify.annotations.NullMarked;
