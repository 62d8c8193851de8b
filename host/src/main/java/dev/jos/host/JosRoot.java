package dev.jos.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Where jos keeps things: the one place that knows the layout under `$JOS_ROOT`.
///
/// Nothing here looks at the disk, but for [#fromEnvironment].
public final class JosRoot {

    private static final Path OF_MACHINE = Path.of("/jos");

    private final Path path;

    public JosRoot(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    /// `$JOS_ROOT` if set; else `/jos` on a machine that jos installed; else `$XDG_DATA_HOME/jos`, which is
    /// `~/.local/share/jos` by default.
    public static JosRoot fromEnvironment(Map<String, String> environment) {
        String root = environment.getOrDefault("JOS_ROOT", "");
        if (!root.isEmpty()) {
            return new JosRoot(Path.of(root));
        }
        Path installed = OF_MACHINE;
        if (Files.isDirectory(installed.resolve("systems"))) {
            return new JosRoot(installed);
        }
        String data = environment.getOrDefault("XDG_DATA_HOME", "");
        if (!data.startsWith("/")) {
            data = environment.getOrDefault("HOME", "/root") + "/.local/share";
        }
        return new JosRoot(Path.of(data, "jos"));
    }

    /// Whether this is where a machine keeps its own systems.
    public boolean isOfMachine() {
        return path.equals(OF_MACHINE);
    }

    public Path path() {
        return path;
    }

    /// The store: everything below is content that jos made or fetched.
    public Path store() {
        return path.resolve("store");
    }

    /// Contents of files, by digest.
    public Path objects() {
        return store().resolve("objects");
    }

    /// Canonical manifests, by digest.
    public Path trees() {
        return store().resolve("trees");
    }

    /// Import records of Debian packages, by the digest of the `.deb`.
    public Path packages() {
        return store().resolve("packages");
    }

    /// What is known of interfaces and their generations.
    public Path interfaces() {
        return store().resolve("interfaces");
    }

    /// What was built from source, by build key.
    public Path builds() {
        return store().resolve("builds");
    }

    /// Writes in progress, one directory per writer.
    public Path staging() {
        return store().resolve("staging");
    }

    /// Roots of garbage collection.
    public Path roots() {
        return path.resolve("roots");
    }

    /// System closures.
    public Path systems() {
        return path.resolve("systems");
    }

    /// The closure with this content id.
    public Path system(String id) {
        return systems().resolve(id);
    }

    /// Numbered generations of all profiles.
    public Path generations() {
        return path.resolve("generations");
    }

    /// Numbered generations of one profile.
    public Path generations(String profile) {
        return generations().resolve(profile);
    }

    /// What can be made or fetched again.
    public Path cache() {
        return path.resolve("cache");
    }

    /// Downloaded packages, by digest.
    public Path downloads() {
        return cache().resolve("downloads");
    }

    /// Indices of archives.
    public Path indices() {
        return cache().resolve("indices");
    }

    /// Hard-link checkouts of tools.
    public Path tools() {
        return cache().resolve("tools");
    }

    /// Builds from source that are under way, and the logs of all.
    public Path building() {
        return cache().resolve("builds");
    }

    /// Interface layers of sets of packages.
    public Path layers() {
        return cache().resolve("layers");
    }

    /// Compiled modules of configurations.
    public Path modules() {
        return cache().resolve("modules");
    }

    /// The state of all virtual machines.
    public Path vms() {
        return path.resolve("vms");
    }

    /// The state of one virtual machine.
    public Path vm(String name) {
        return vms().resolve(name);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JosRoot that && path.equals(that.path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
