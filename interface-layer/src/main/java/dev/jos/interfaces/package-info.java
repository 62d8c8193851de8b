/// ELF reading, interface generations, needs and offers, binding.
@NullMarked
package dev.jos.interfaces;

import org.jspecify.annotations.NullMarked;
