/// From requested names to the exact packages of a system, by a SAT solver.
@NullMarked
package dev.jos.packages.resolve;

import org.jspecify.annotations.NullMarked;
