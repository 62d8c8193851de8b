/// What a switch will do, decided before anything is done. Pure but for reading the store.
@NullMarked
package dev.jos.activator.plan;

import org.jspecify.annotations.NullMarked;
