/// Units of one's own, and the daemons of systemd.
@NullMarked
package dev.jos.modules.shipped.systemd;

import org.jspecify.annotations.NullMarked;
