package dev.jos.activator;

import dev.jos.system.SystemId;
import java.time.Instant;

/// One numbered state of a machine.
///
/// @param profile the machine, or what an ordinary user builds for; `system` on an installed machine
/// @param number counts up from 1 within the profile and is never used again
/// @param created when it was registered
/// @param configuration the file it was built from, as its user named it
public record Generation(String profile, int number, SystemId system, Instant created, String configuration) {

    public Generation {
        if (number < 1) {
            throw new IllegalArgumentException("generations count from 1");
        }
    }
}
