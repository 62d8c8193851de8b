/// Packages of a system that stand in for those it was resolved to: which, what they bring along, and the proof that
/// everything else works with them.
@NullMarked
package dev.jos.packages.override;

import org.jspecify.annotations.NullMarked;
