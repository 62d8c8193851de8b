package dev.jos.packages.scripts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The adapters that ship with jos: one resource per package, read when its package is.
final class Adapters {

    private static final Pattern VERSION = Pattern.compile("[0-9][0-9.]*");

    /// The adapter of a package. Where a package's name holds a version, as in `postgresql-17`, the
    /// adapter's may have
    /// `@` in its place, and then `@` means that version wherever it occurs in the adapter.
    Adapter find(String packageName) {
        try {
            String exact = read(packageName);
            if (exact != null) {
                return AdapterParser.parse(packageName, exact);
            }
            Matcher version = VERSION.matcher(packageName);
            String family = version.find() ? read(version.replaceFirst("@")) : null;
            return family == null
                    ? Adapter.NONE
                    : AdapterParser.parse(packageName, family.replace("@", version.group()));
        } catch (IOException broken) {
            // Adapters are part of the program, and a test reads all of them.
            throw new UncheckedIOException(broken);
        }
    }

    private static @Nullable String read(String name) throws IOException {
        try (InputStream in = Adapters.class.getResourceAsStream("adapters/" + name + ".adapter")) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
