/// Which units start: the links in `/etc/systemd` that systemctl(1) would make.
@NullMarked
package dev.jos.system.units;

import org.jspecify.annotations.NullMarked;
