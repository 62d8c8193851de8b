/// What a person sits in front of.
@NullMarked
package dev.jos.modules.shipped.desktop;

import org.jspecify.annotations.NullMarked;
