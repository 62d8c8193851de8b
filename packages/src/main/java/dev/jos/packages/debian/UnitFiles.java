package dev.jos.packages.debian;

import java.io.IOException;
import java.util.Optional;

/// Where unit files are looked up.
@FunctionalInterface
public interface UnitFiles {

    /// A unit file.
    ///
    /// @param path where it is on the machine, `/usr/lib/systemd/system/ssh.service`
    record UnitFile(String path, String text) {}

    /// The unit file of exactly this name, such as `getty@.service`; links among units are followed.
    Optional<UnitFile> find(String name) throws IOException;
}
