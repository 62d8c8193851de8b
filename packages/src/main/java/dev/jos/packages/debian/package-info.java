/// What Debian's maintainer scripts make of a machine's files, done to a composed tree: PAM, alternatives,
/// certificates, enablement, `/var`, the dpkg database. Pure functions over trees; contents go through the store.
@NullMarked
package dev.jos.packages.debian;

import org.jspecify.annotations.NullMarked;
