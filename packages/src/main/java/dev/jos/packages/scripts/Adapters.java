package dev.jos.packages.scripts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The adapters that ship with jos: one resource per package, read when its package is.
final class Adapters {

    /// The adapter of a package. Where a package's name holds a version, as in `postgresql-17`, the
    /// adapter's may have
    /// `@` in its place.
    Adapter find(String packageName) {
        String family = packageName.replaceFirst("[0-9][0-9.]*", "@");
        try (InputStream exact = open(packageName);
                InputStream general = exact == null ? open(family) : null) {
            InputStream found = exact == null ? general : exact;
            return found == null
                    ? Adapter.NONE
                    : AdapterParser.parse(packageName, new String(found.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            // Adapters are part of the program, and a test reads all of them.
            throw new UncheckedIOException(broken);
        }
    }

    private static @Nullable InputStream open(String name) {
        return Adapters.class.getResourceAsStream("adapters/" + name + ".adapter");
    }
}
