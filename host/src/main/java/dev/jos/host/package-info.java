/// The only door to the machine: processes, durable files, system calls, network.
@NullMarked
package dev.jos.host;

import org.jspecify.annotations.NullMarked;
