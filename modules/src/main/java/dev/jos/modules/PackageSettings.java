package dev.jos.modules;

import java.util.List;

/// Where packages come from: mirrors by URL, suites and components by Debian's names.
///
/// An empty `mirror` or `securityMirror` leaves the choice to the machine's own archive settings.
public record PackageSettings(
        boolean recommends, String mirror, String securityMirror, List<String> suites, List<String> components) {

    public PackageSettings {
        suites = List.copyOf(suites);
        components = List.copyOf(components);
    }
}
