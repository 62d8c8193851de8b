/// From a `.deb` to objects and a tree in the store: a bounded reader of `deb(5)`, and the importer that runs it
/// once per
/// package.
@NullMarked
package dev.jos.packages.deb;

import org.jspecify.annotations.NullMarked;
