package dev.jos.iso.container;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The name of an image with its tag, such as `example.org/team/web:2`.
///
/// The grammar is that of `docker tag` and of the OCI distribution specification, without digests.
///
/// @param repository lower-case parts, separated by `/`; the first may be a host with a port
public record ImageName(String repository, String tag) {

    private static final String USUAL_TAG = "latest";
    private static final String PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    private static final Pattern REPOSITORY =
            Pattern.compile("(?:[a-zA-Z0-9.-]+(?::[0-9]+)?/)?" + PART + "(?:/" + PART + ")*");
    private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");

    /// Parses `name` with or without a tag, which is `latest` if there is none; empty if it is no name.
    public static Optional<ImageName> parse(String name) {
        int colon = name.indexOf(':', name.lastIndexOf('/') + 1);
        String repository = colon < 0 ? name : name.substring(0, colon);
        String tag = colon < 0 ? USUAL_TAG : name.substring(colon + 1);
        boolean valid =
                REPOSITORY.matcher(repository).matches() && TAG.matcher(tag).matches();
        return valid ? Optional.of(new ImageName(repository, tag)) : Optional.empty();
    }

    /// The name of a machine's image.
    public static ImageName ofHost(String hostname) {
        return new ImageName(hostname.toLowerCase(Locale.ROOT), USUAL_TAG);
    }

    /// With the registry and the namespace that engines add to short names.
    String full() {
        int slash = repository.indexOf('/');
        if (slash < 0) {
            return "docker.io/library/" + this;
        }
        String first = repository.substring(0, slash);
        boolean host = first.equals("localhost") || first.indexOf('.') >= 0 || first.indexOf(':') >= 0;
        return host ? toString() : "docker.io/" + this;
    }

    @Override
    public String toString() {
        return repository + ":" + tag;
    }
}
