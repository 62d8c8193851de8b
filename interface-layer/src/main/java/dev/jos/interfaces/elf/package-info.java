/// A bounded reader of ELF files: what the dynamic linker looks at, and no more.
@NullMarked
package dev.jos.interfaces.elf;

import org.jspecify.annotations.NullMarked;
