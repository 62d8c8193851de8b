package dev.jos.system;

import dev.jos.modules.HealthCheck;
import dev.jos.system.health.HealthFiles;

/// A health check of a system: the program `/usr/lib/jos/health.d/NAME` of its view.
///
/// @param description what is true when it succeeds
/// @param seconds how long it may take
public record HealthCheckReference(String name, String description, long seconds) {

    static HealthCheckReference of(HealthCheck check) {
        return new HealthCheckReference(check.name(), check.description(), HealthFiles.seconds(check));
    }
}
