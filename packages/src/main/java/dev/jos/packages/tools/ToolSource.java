package dev.jos.packages.tools;

import java.io.IOException;
import java.nio.file.Path;

/// Where the files of tools come from.
@FunctionalInterface
public interface ToolSource {

    /// A directory with everything of `set`, made when there is none yet: `usr`, `etc`, and the libraries its programs
    /// need. It never changes again and nothing may write to it.
    Path root(ToolSet set) throws IOException;
}
