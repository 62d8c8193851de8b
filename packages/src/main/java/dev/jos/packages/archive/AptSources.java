package dev.jos.packages.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Debian's mirrors as a machine's apt is configured to use them (sources.list(5)), whatever release it runs.
///
/// Taken are the `http` and `https` sources of binary packages whose address ends in `/debian` or `/debian-security`;
/// sources of others are no business of ours. What cannot be understood is passed over: apt will complain, not jos.
final class AptSources {

    private static final Set<String> FIELDS = Set.of("Types", "URIs", "Suites", "Enabled");

    private final Set<URI> debian = new LinkedHashSet<>();
    private final Set<URI> security = new LinkedHashSet<>();

    private AptSources() {}

    /// The mirrors in `etc/apt` below `root`; Debian's own for an archive that has none there.
    static Mirrors read(Path root) {
        AptSources sources = new AptSources();
        Path apt = root.resolve("etc/apt");
        sources.read(apt.resolve("sources.list"), false);
        for (Path file : list(apt.resolve("sources.list.d"))) {
            String name = file.toString();
            if (name.endsWith(".list")) {
                sources.read(file, false);
            } else if (name.endsWith(".sources")) {
                sources.read(file, true);
            }
        }
        return new Mirrors(
                sources.debian.isEmpty() ? Mirrors.DEFAULT.debian() : List.copyOf(sources.debian),
                sources.security.isEmpty() ? Mirrors.DEFAULT.security() : List.copyOf(sources.security));
    }

    private static List<Path> list(Path directory) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            entries.forEach(files::add);
        } catch (IOException e) {
            return List.of();
        }
        files.sort(null);
        return files;
    }

    private void read(Path file, boolean deb822) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            if (deb822) {
                stanzas(text);
            } else {
                text.lines().forEach(this::line);
            }
        } catch (IOException e) {
            // Not there, not ours to read, or not a sources file.
            return;
        }
    }

    private void stanzas(String text) throws IOException {
        StanzaReader reader = new StanzaReader(
                "sources", new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)), FIELDS::contains);
        for (Optional<Stanza> next = reader.next(); next.isPresent(); next = reader.next()) {
            Stanza stanza = next.get();
            boolean enabled = !stanza.field("Enabled").orElse("yes").equals("no");
            if (enabled && words(stanza, "Types").contains("deb")) {
                words(stanza, "URIs").forEach(this::add);
            }
        }
    }

    private static List<String> words(Stanza stanza, String field) {
        return List.of(stanza.field(field).orElse("").strip().split("\\s+", -1));
    }

    /// `deb [options] address suite component…`
    private void line(String line) {
        String text = line.strip();
        if (!text.startsWith("deb ") && !text.startsWith("deb\t")) {
            return;
        }
        String rest = text.substring(3).strip();
        if (rest.startsWith("[")) {
            rest = rest.substring(rest.indexOf(']') + 1).strip();
        }
        add(rest.split("\\s+", 2)[0]);
    }

    private void add(String address) {
        if (!address.startsWith("http://") && !address.startsWith("https://")) {
            return;
        }
        String root = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        try {
            if (root.endsWith("/debian")) {
                debian.add(URI.create(root));
            } else if (root.endsWith("/debian-security")) {
                security.add(URI.create(root));
            }
        } catch (IllegalArgumentException e) {
            // Not an address.
            return;
        }
    }
}
