/// What maintainer scripts mean, without running them: each is read, evaluated for a fresh install, and replaced by
/// declarations.
@NullMarked
package dev.jos.packages.scripts;

import org.jspecify.annotations.NullMarked;
