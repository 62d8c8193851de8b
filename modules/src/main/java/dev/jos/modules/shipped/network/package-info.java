/// Interfaces, names, time, packet filters and tunnels.
@NullMarked
package dev.jos.modules.shipped.network;

import org.jspecify.annotations.NullMarked;
