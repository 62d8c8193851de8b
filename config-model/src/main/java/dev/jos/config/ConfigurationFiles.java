package dev.jos.config;

import java.io.IOException;
import java.util.List;

/// The files a configuration is made of: the only way in which loading and evaluating reach the outside.
///
/// Paths are strings with `/`, absolute or relative to the directory of the main configuration file, without `.`
/// and with `..` only at the start; the empty path is that directory. The same files give the same configuration.
public interface ConfigurationFiles {

    /// What a path names. Symbolic links are followed.
    enum Kind {
        FILE,
        DIRECTORY,
        MISSING
    }

    Kind kind(String path);

    /// The whole content of a file.
    byte[] read(String path) throws IOException;

    /// The names in a directory, sorted.
    List<String> list(String directory) throws IOException;

    /// Whether the owner may execute the file.
    boolean isExecutable(String path);

    /// The path as messages show it.
    default String shownAs(String path) {
        return path;
    }
}
