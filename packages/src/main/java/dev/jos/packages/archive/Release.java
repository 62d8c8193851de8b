package dev.jos.packages.archive;

import dev.jos.host.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The content of a `Release` file (<https://wiki.debian.org/DebianRepository/Format>): what a suite is, when it was
/// made,
/// and the digests of its indices.
///
/// @param byHash whether indices can be fetched by their digest, which makes a refresh independent of updates
/// meanwhile
/// @param files by path
record Release(
        String suite,
        String codename,
        Instant date,
        Optional<Instant> validUntil,
        boolean byHash,
        Map<String, IndexFile> files) {

    private static final Set<String> FIELDS =
            Set.of("Suite", "Codename", "Date", "Valid-Until", "Acquire-By-Hash", "SHA256");

    static Release parse(String text) throws Rejection {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            StanzaReader reader = new StanzaReader("Release", new ByteArrayInputStream(bytes), FIELDS::contains);
            Stanza fields = reader.next().orElseThrow(() -> malformed("it is empty"));
            if (reader.next().isPresent()) {
                throw malformed("it has more than one paragraph");
            }
            return new Release(
                    fields.field("Suite").orElse(""),
                    fields.field("Codename").orElse(""),
                    date(fields, "Date").orElseThrow(() -> malformed("there is no field `Date`")),
                    date(fields, "Valid-Until"),
                    fields.field("Acquire-By-Hash").orElse("no").equals("yes"),
                    files(fields.field("SHA256").orElseThrow(() -> malformed("there is no field `SHA256`"))));
        } catch (IOException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    /// The file at `path`, which this suite must have.
    IndexFile file(String path) throws Rejection {
        IndexFile file = files.get(path);
        if (file == null) {
            throw new Rejection(new ReleaseProblem.NoSuchFile(path));
        }
        return file;
    }

    private static Optional<Instant> date(Stanza fields, String name) throws Rejection {
        Optional<String> text = fields.field(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            // RFC 5322, but with UTC as the name of the zone.
            String rfc = text.get().replace("UTC", "GMT");
            return Optional.of(ZonedDateTime.parse(rfc, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            throw malformed("`%s` is not a date, in the field `%s`".formatted(text.get(), name));
        }
    }

    private static Map<String, IndexFile> files(String list) throws Rejection {
        Map<String, IndexFile> files = new HashMap<>();
        for (String line : list.split("\n", -1)) {
            if (line.isBlank()) {
                continue;
            }
            String[] parts = line.strip().split(" +", -1);
            try {
                if (parts.length != 3) {
                    throw new IllegalArgumentException("three fields");
                }
                long size = Long.parseLong(parts[1]);
                if (size < 0) {
                    throw new IllegalArgumentException("a negative size");
                }
                files.put(parts[2], new IndexFile(parts[2], size, Sha256.parse(parts[0])));
            } catch (IllegalArgumentException e) {
                throw malformed("`%s` is not digest, size and path".formatted(line.strip()));
            }
        }
        return Map.copyOf(files);
    }

    private static Rejection malformed(String detail) {
        return new Rejection(new ReleaseProblem.Malformed(detail));
    }
}
