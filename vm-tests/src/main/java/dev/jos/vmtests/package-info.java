/// The machine-test framework and whole-machine scenarios.
@NullMarked
package dev.jos.vmtests;

import org.jspecify.annotations.NullMarked;
