/// Users and groups of a machine: from packages and configuration to the files in `/etc`.
@NullMarked
package dev.jos.system.accounts;

import org.jspecify.annotations.NullMarked;
