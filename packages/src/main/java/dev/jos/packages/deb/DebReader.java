package dev.jos.packages.deb;

import dev.jos.packages.MalformedControlFileException;
import dev.jos.packages.deb.xz.DecodingHelpers;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.ZipException;
import org.tukaani.xz.XZIOException;

/// Reads a binary package (`deb(5)`, format 2) from a stream, once, front to back, never holding a whole file of it.
final class DebReader {

    private static final String CONTROL = "control.tar";
    private static final String DATA = "data.tar";
    private static final int LARGEST_CONTROL = 16 << 20;

    /// Hears what is in a package, in the order of the file.
    interface Visitor {

        /// The control archive, first of all.
        ///
        /// @param archive the member as it came
        void control(DebControl control, ControlArchive archive) throws IOException;

        /// One member of the data archive; `content` ends with it and need not be read.
        void member(TarMember member, InputStream content) throws IOException;
    }

    private static final Visitor NOBODY = new Visitor() {
        @Override
        public void control(DebControl control, ControlArchive archive) {
            // what was read is returned
        }

        @Override
        public void member(TarMember member, InputStream content) {
            // not read that far
        }
    };

    private final String name;
    private final DecodingHelpers helpers;
    private String place = "";

    /// @param name what the user knows the file by
    DebReader(String name, DecodingHelpers helpers) {
        this.name = name;
        this.helpers = helpers;
    }

    /// Reads `in` to its end.
    ///
    /// @throws MalformedDebException with the name of the file and the member
    void read(InputStream in, Visitor visitor) throws IOException {
        named(() -> {
            ArReader ar = new ArReader(in);
            version(ar);
            DebControl control = control(next(ar, CONTROL), visitor);
            data(next(ar, DATA), control, visitor);
            end(ar);
            return control;
        });
    }

    /// Reads the beginning of `in`, to the end of the control archive.
    ///
    /// @throws MalformedDebException with the name of the file and the member
    DebControl readControl(InputStream in) throws IOException {
        return named(() -> {
            ArReader ar = new ArReader(in);
            version(ar);
            return control(next(ar, CONTROL), NOBODY);
        });
    }

    private interface Reading {
        DebControl run() throws IOException;
    }

    private DebControl named(Reading reading) throws IOException {
        try {
            return reading.run();
        } catch (ArchiveDamage damage) {
            throw malformed(damage.entry().isEmpty() ? place : damage.entry(), damage.problem(), damage);
        } catch (MalformedControlFileException malformed) {
            throw malformed("control", String.valueOf(malformed.getMessage()), malformed);
        } catch (XZIOException | ZipException | EOFException broken) {
            throw malformed(place, "it is damaged: %s".formatted(message(broken)), broken);
        } catch (IOException failure) {
            // zstd-jni has no type of its own for damaged input.
            throw failure.getClass().getName().startsWith("com.github.luben")
                    ? malformed(place, "it is damaged: %s".formatted(message(failure)), failure)
                    : failure;
        }
    }

    private static String message(IOException failure) {
        return failure.getMessage() == null ? "it ends early" : failure.getMessage();
    }

    private MalformedDebException malformed(String entry, String problem, Throwable cause) {
        return new MalformedDebException(name, entry, problem, cause);
    }

    private void version(ArReader ar) throws IOException {
        ArReader.Member version = next(ar, "debian-binary");
        if (!version.name().equals("debian-binary") || version.size() > 1000) {
            throw new ArchiveDamage("", "its first member is not `debian-binary`");
        }
        String text = new String(version.content().readAllBytes(), StandardCharsets.ISO_8859_1);
        if (!text.startsWith("2.")) {
            throw new ArchiveDamage("debian-binary", "expected format 2, found `%s`".formatted(text.strip()));
        }
    }

    private static void end(ArReader ar) throws IOException {
        for (Optional<ArReader.Member> rest = ar.next(); rest.isPresent(); rest = ar.next()) {
            if (!rest.get().name().startsWith("_")) {
                throw new ArchiveDamage(rest.get().name(), "a member that does not belong into a package");
            }
        }
    }

    /// The next member; those with an underscore are extensions to be passed over.
    private ArReader.Member next(ArReader ar, String expected) throws IOException {
        place = "";
        Optional<ArReader.Member> next = ar.next();
        while (next.isPresent() && next.get().name().startsWith("_")) {
            next = ar.next();
        }
        ArReader.Member member =
                next.orElseThrow(() -> new ArchiveDamage("", "it has no member `%s`".formatted(expected)));
        place = member.name();
        return member;
    }

    private static DebControl control(ArReader.Member member, Visitor visitor) throws IOException {
        Compression compression = compression(CONTROL, member);
        if (member.size() > LARGEST_CONTROL) {
            throw new ArchiveDamage(member.name(), "%d bytes are too many".formatted(member.size()));
        }
        ControlArchive archive =
                new ControlArchive(compression, member.content().readAllBytes());
        DebControl control = archive.open();
        visitor.control(control, archive);
        return control;
    }

    private void data(ArReader.Member member, DebControl control, Visitor visitor) throws IOException {
        Compression compression = compression(DATA, member);
        TarLimits limits = TarLimits.data(control.control().installedSizeKib().orElse(0), member.size());
        try (InputStream plain = compression.decompress(member.content(), helpers)) {
            TarReader tar = new TarReader(plain, limits);
            for (Optional<TarMember> next = tar.next(); next.isPresent(); next = tar.next()) {
                visitor.member(next.get(), tar.content());
            }
        }
        if (member.content().read() >= 0) {
            throw new ArchiveDamage(member.name(), "there is something behind the end of the archive");
        }
    }

    private static Compression compression(String base, ArReader.Member member) throws ArchiveDamage {
        return Compression.of(base, member.name())
                .orElseThrow(() -> new ArchiveDamage(
                        member.name(), "expected `%s` with .xz, .zst, .gz or no ending".formatted(base)));
    }
}
