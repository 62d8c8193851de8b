package dev.jos.packages.lock;

import dev.jos.host.Sha256;
import java.time.Instant;

/// The state of one suite that packages were chosen from.
///
/// @param name such as `trixie-updates`
/// @param date the `Date` of its Release file
/// @param release the digest of its `InRelease` file
public record LockedSuite(String name, Instant date, Sha256 release) {}
