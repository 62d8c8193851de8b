/// Programs and shells for everybody on a machine.
@NullMarked
package dev.jos.modules.shipped.programs;

import org.jspecify.annotations.NullMarked;
