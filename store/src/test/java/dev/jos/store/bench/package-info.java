/// Measures the store beside its peers; see `bench/README.md`.
@NullMarked
package dev.jos.store.bench;

import org.jspecify.annotations.NullMarked;
