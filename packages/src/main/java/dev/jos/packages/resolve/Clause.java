package dev.jos.packages.resolve;

import java.util.List;

/// At least one of these literals holds; a positive one is a package that is installed, a negative one a package that
/// is
/// not. Positive literals are in order of preference.
///
/// @param owner the package whose clause it is, if it is a need; else 0
record Clause(List<Integer> literals, int owner, Cause cause) {}
