package dev.jos.packages.archive;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/// Where the Debian archive is fetched from: each list is tried in order.
///
/// @param debian roots of mirrors of the main archive, such as `http://deb.debian.org/debian`
/// @param security roots of mirrors of the security archive
public record Mirrors(List<URI> debian, List<URI> security) {

    /// Debian's own, served by a content delivery network near everybody.
    public static final Mirrors DEFAULT = new Mirrors(
            List.of(URI.create("http://deb.debian.org/debian")),
            List.of(URI.create("http://deb.debian.org/debian-security")));

    public Mirrors {
        debian = List.copyOf(debian);
        security = List.copyOf(security);
        if (debian.isEmpty() || security.isEmpty()) {
            throw new IllegalArgumentException("at least one mirror of each archive is needed");
        }
    }

    /// The mirrors that apt uses on the machine whose root directory is `root`; Debian's own where it says nothing.
    public static Mirrors ofMachine(Path root) {
        return AptSources.read(root);
    }

    /// The addresses of `path`, relative to the root of the archive that holds `suite`.
    public List<URI> locations(Suite suite, String path) {
        return locations(suite.security() ? security : debian, path);
    }

    /// The addresses of `path`, relative to the root of each of `roots`.
    private static List<URI> locations(List<URI> roots, String path) {
        return roots.stream()
                .map(root -> URI.create(withoutSlash(root.toString()) + "/"
                        + path.replace("+", "%2B").replace("~", "%7E")))
                .toList();
    }

    private static String withoutSlash(String uri) {
        return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    }
}
