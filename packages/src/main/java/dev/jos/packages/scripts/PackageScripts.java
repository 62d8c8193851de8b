package dev.jos.packages.scripts;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The parts of a package's control archive that say what happens when it is installed.
///
/// @param packageName the binary package, `openssh-server`
/// @param architecture the package's architecture in Debian's spelling, `amd64`; also for packages of architecture
/// `all`
/// @param files control members by name (`postinst`, `triggers`, `templates`, …); members that mean nothing here
/// may be
/// present
public record PackageScripts(String packageName, String architecture, Map<String, String> files) {

    public PackageScripts {
        files = Map.copyOf(new TreeMap<>(files));
    }

    /// The text of one control member, such as `postinst`.
    public Optional<String> file(String member) {
        return Optional.ofNullable(files.get(member));
    }
}
