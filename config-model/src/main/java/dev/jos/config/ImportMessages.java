package dev.jos.config;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every sentence about the files of a configuration.
final class ImportMessages {

    private ImportMessages() {}

    static Diagnostic notAFile(@Nullable Definition importedAt, String path, ConfigurationFiles.Kind kind) {
        boolean directory = kind == ConfigurationFiles.Kind.DIRECTORY;
        String what = directory ? "is a directory" : "does not exist";
        if (importedAt == null) {
            return Diagnostic.error("The configuration `%s` %s.".formatted(path, what))
                    .hint("Name a file such as `machine.conf`.");
        }
        return Diagnostic.error("The imported file `%s` %s.".formatted(path, what))
                .at(importedAt.place(), "expected a file")
                .hint("Correct the path; it is relative to the file that imports it.");
    }

    static Diagnostic unreadable(@Nullable Definition importedAt, String path, IOException problem) {
        return at(
                importedAt,
                Diagnostic.error("The file `%s` cannot be read: %s.".formatted(path, problem.getMessage())));
    }

    static Diagnostic notUtf8(String path, Place place) {
        return Diagnostic.error("The file `%s` is not text in UTF-8.".formatted(path))
                .at(place, "begins what is no character")
                .hint("Convert the file to UTF-8.");
    }

    static Diagnostic tooLarge(@Nullable Definition importedAt, String path, int mostBytes) {
        return at(importedAt, Diagnostic.error("The file `%s` is larger than %d MB.".formatted(path, mostBytes >> 20)))
                .hint("Name a file of HOCON, or split this one.");
    }

    /// `underWay` are the files being read, the main file first; `path` is one of them.
    static Diagnostic cycle(Definition importedAt, String path, List<String> underWay) {
        var chain = underWay.subList(underWay.indexOf(path), underWay.size());
        String how = String.join("` imports `", chain);
        return Diagnostic.error("Files import each other in a circle: `%s` imports `%s`.".formatted(how, path))
                .at(importedAt.place(), "closes the circle")
                .hint("Remove this import.");
    }

    static Diagnostic twice(Definition importedAt, String name) {
        return Diagnostic.warning("The file `%s` is imported twice.".formatted(name))
                .at(importedAt.place(), "named before in this list")
                .hint("Remove one of the two.");
    }

    static Diagnostic noMatch(Definition importedAt, String pattern) {
        return Diagnostic.error("No file matches `%s`.".formatted(pattern))
                .at(importedAt.place(), "expected at least one file")
                .hint("Correct the pattern; it is relative to the file that imports it.");
    }

    static Diagnostic noFiles(Definition importedAt, String directory) {
        return Diagnostic.error("The imported directory `%s` holds no configuration.".formatted(directory))
                .at(importedAt.place(), "expected `*.conf` files in it")
                .hint("Name the file in it that is to be imported.");
    }

    static Diagnostic notAtTheTop(Definition definition, String name) {
        return Diagnostic.error("`%s` cannot stand in a block.".formatted(name))
                .at(definition.keyPlace(), "expected at the top of the file")
                .hint("Move it out of the block.");
    }

    static Diagnostic notNumbered(Definition definition, String name) {
        return Diagnostic.error("`%s` does not accept `%s`.".formatted(name, definition.shown()))
                .at(definition.place(), "expected a number and a block, as in `%s.200 { … }`".formatted(name));
    }

    static Diagnostic noNumber(Definition definition, String number, int largest) {
        String name = definition.filePath().get(definition.filePath().size() - 2);
        return Diagnostic.error("`%s` is no number for `%s`.".formatted(number, name))
                .at(definition.keyPlace(), "expected a number between 0 and %d".formatted(largest));
    }

    static Diagnostic notCases(Definition definition) {
        return Diagnostic.error("`when` does not accept `%s`.".formatted(definition.shown()))
                .at(definition.place(), "expected a list of blocks, as in `when = [{ if = ${a.b}, … }]`");
    }

    static Diagnostic notABlock(Definition definition, String name) {
        return Diagnostic.error("`%s` does not accept `%s`.".formatted(name, definition.shown()))
                .at(definition.place(), "expected a block `{ … }` of options");
    }

    private static Diagnostic at(@Nullable Definition importedAt, Diagnostic diagnostic) {
        return importedAt == null ? diagnostic : diagnostic.at(importedAt.place(), "imported here");
    }
}
