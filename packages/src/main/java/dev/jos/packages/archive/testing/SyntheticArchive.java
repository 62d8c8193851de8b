package dev.jos.packages.archive.testing;

import dev.jos.host.DurableFiles;
import dev.jos.host.JosRoot;
import dev.jos.host.Sha256;
import dev.jos.host.testing.InMemoryMirror;
import dev.jos.packages.archive.Archive;
import dev.jos.packages.archive.ArchiveSettings;
import dev.jos.packages.archive.Mirrors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/// A small archive of one suite, `trixie`, on an [InMemoryMirror]; its time stands still at [#NOW].
///
/// Package lists are given as the archive writes them; what a package must have and a test does not care about
/// (`Filename`, `Size`, `SHA256`) is filled in.
public final class SyntheticArchive {

    public static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");

    public static final URI ROOT = URI.create("http://mirror.example/debian");

    private static final String DISTS = ROOT + "/dists/trixie/";

    private final InMemoryMirror mirror;
    private SigningKey key =
            SigningKey.of("Test Archive <archive@example.org>", NOW.minus(Duration.ofDays(300)), Duration.ofDays(900));
    private Instant date = NOW.minus(Duration.ofHours(1));
    private Optional<Instant> validUntil = Optional.of(NOW.plus(Duration.ofDays(7)));
    private String codename = "trixie";
    private String packages = "";
    private String contents = "";
    private String sources = "";
    private Optional<byte[]> compressedPackages = Optional.empty();

    public SyntheticArchive(InMemoryMirror mirror) {
        this.mirror = mirror;
    }

    public SyntheticArchive signedBy(SigningKey newKey) {
        key = newKey;
        return this;
    }

    public SyntheticArchive dated(Instant newDate) {
        date = newDate;
        return this;
    }

    public SyntheticArchive validUntil(Instant newValidUntil) {
        validUntil = Optional.of(newValidUntil);
        return this;
    }

    public SyntheticArchive codename(String newCodename) {
        codename = newCodename;
        return this;
    }

    /// The paragraphs of `Packages`, in which `Package` and `Version` are enough.
    public SyntheticArchive packages(String stanzas) {
        packages = stanzas;
        return this;
    }

    /// All packages there are, with their files.
    public SyntheticArchive packages(Collection<SyntheticPackage> all) {
        all.forEach(each -> mirror.put(each.location(), each.bytes()));
        return packages(all.stream().map(SyntheticPackage::stanza).collect(Collectors.joining("\n")));
    }

    /// What stands in the place of the compressed package list from now on, signed like the real one.
    public SyntheticArchive compressedPackages(byte[] bytes) {
        compressedPackages = Optional.of(bytes);
        return this;
    }

    /// The lines of `Contents`.
    public SyntheticArchive contents(String lines) {
        contents = lines;
        return this;
    }

    /// The paragraphs of `Sources`.
    public SyntheticArchive sources(String stanzas) {
        sources = stanzas;
        return this;
    }

    /// The key that signs.
    public SigningKey key() {
        return key;
    }

    /// Puts the present state on the mirror, for amd64.
    public SyntheticArchive publish() {
        byte[] list = complete(packages).getBytes(StandardCharsets.UTF_8);
        byte[] compressed = compressedPackages.orElseGet(() -> xz(list));
        byte[] files = contents.getBytes(StandardCharsets.UTF_8);
        byte[] zipped = gzip(files);
        List<String> lines = new ArrayList<>();
        lines.add(line("main/binary-amd64/Packages", list));
        lines.add(line("main/binary-amd64/Packages.xz", compressed));
        lines.add(line("main/Contents-amd64", files));
        lines.add(line("main/Contents-amd64.gz", zipped));
        byte[] sourceList = sources.getBytes(StandardCharsets.UTF_8);
        byte[] compressedSources = xz(sourceList);
        lines.add(line("main/source/Sources", sourceList));
        lines.add(line("main/source/Sources.xz", compressedSources));
        StringBuilder release = new StringBuilder();
        release.append("Origin: Test\nSuite: stable\nCodename: ").append(codename);
        release.append("\nDate: ").append(rfc(date)).append('\n');
        validUntil.ifPresent(
                until -> release.append("Valid-Until: ").append(rfc(until)).append('\n'));
        release.append("Acquire-By-Hash: yes\nSHA256:\n")
                .append(String.join("\n", lines))
                .append('\n');
        mirror.put(inRelease(), key.clearSign(release.toString(), date));
        mirror.put(packagesByHash(compressed), compressed);
        mirror.put(URI.create(DISTS + "main/source/by-hash/SHA256/" + Sha256.of(compressedSources)), compressedSources);
        mirror.put(URI.create(DISTS + "main/by-hash/SHA256/" + Sha256.of(zipped)), zipped);
        return this;
    }

    /// Where `InRelease` lies.
    public static URI inRelease() {
        return URI.create(DISTS + "InRelease");
    }

    /// Where the compressed package list of the present state lies.
    public URI packagesUri() {
        return packagesByHash(xz(complete(packages).getBytes(StandardCharsets.UTF_8)));
    }

    private static URI packagesByHash(byte[] compressed) {
        return URI.create(DISTS + "main/binary-amd64/by-hash/SHA256/" + Sha256.of(compressed));
    }

    /// Settings that name this mirror and suite.
    public static ArchiveSettings settings() {
        return new ArchiveSettings(
                new Mirrors(List.of(ROOT), List.of(ROOT)),
                List.of(dev.jos.packages.archive.Suite.named("trixie")),
                List.of("main"));
    }

    /// The archive as jos sees it, trusting the present key.
    public Archive open(JosRoot root, DurableFiles files) {
        return Archive.of(settings(), root, mirror, files, key.trusted(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static String complete(String stanzas) {
        StringBuilder out = new StringBuilder();
        for (String stanza : stanzas.strip().split("\n\n+", -1)) {
            if (stanza.isBlank()) {
                continue;
            }
            String name = stanza.lines().findFirst().orElse("").replace("Package: ", "");
            out.append(stanza.strip()).append('\n');
            complete(out, stanza, "Architecture", "amd64");
            complete(out, stanza, "Filename", "pool/main/" + name + ".deb");
            complete(out, stanza, "Size", "1000");
            complete(
                    out,
                    stanza,
                    "SHA256",
                    Sha256.of(stanza.getBytes(StandardCharsets.UTF_8)).hex());
            out.append('\n');
        }
        return out.toString();
    }

    private static void complete(StringBuilder out, String stanza, String field, String value) {
        if (!("\n" + stanza).contains("\n" + field + ":")) {
            out.append(field).append(": ").append(value).append('\n');
        }
    }

    private static String line(String path, byte[] content) {
        return " %s %d %s".formatted(Sha256.of(content), content.length, path);
    }

    private static String rfc(Instant instant) {
        return DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'UTC'", Locale.ROOT)
                .format(instant.atOffset(ZoneOffset.UTC));
    }

    /// As the archive compresses its lists.
    public static byte[] xz(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new XZOutputStream(bytes, new LZMA2Options(0))) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
