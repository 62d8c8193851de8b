/// Doubles of the machine, for the tests of every module.
@NullMarked
package dev.jos.host.testing;

import org.jspecify.annotations.NullMarked;
