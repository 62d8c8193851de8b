/// Measures what evaluating configurations costs; run by `bench/evaluate.sh`.
@NullMarked
package dev.jos.modules.bench;

import org.jspecify.annotations.NullMarked;
