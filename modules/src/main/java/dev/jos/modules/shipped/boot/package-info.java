/// From the boot loader to the kernel, its modules and firmware.
@NullMarked
package dev.jos.modules.shipped.boot;

import org.jspecify.annotations.NullMarked;
