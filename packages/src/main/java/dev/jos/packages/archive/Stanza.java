package dev.jos.packages.archive;

import java.util.Map;
import java.util.Optional;

/// One paragraph of a control file (deb822(5)): fields by name, in the file's spelling.
///
/// @param line where it begins, counted from 1
/// @param fields a value of several lines keeps its line feeds, and each line its leading space removed
record Stanza(int line, Map<String, String> fields) {

    Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }
}
