/// Accounts, and what they may do.
@NullMarked
package dev.jos.modules.shipped.users;

import org.jspecify.annotations.NullMarked;
