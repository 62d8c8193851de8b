package dev.jos.packages.tools;

import dev.jos.host.Sha256;
import dev.jos.packages.Architecture;
import java.io.IOException;
import java.nio.file.Path;

/// Where the files of tools come from.
public interface ToolSource {

    /// The same tools as another architecture has them: to look at, not to run.
    ToolSource of(Architecture other);

    /// Names the content of `set`: equal exactly if the same files would be checked out. Cheap once the set was
    /// resolved; fetches no package.
    Sha256 identity(ToolSet set) throws IOException;

    /// A directory with everything of `set`, made when there is none yet: `usr`, `etc`, and the libraries its programs
    /// need. It never changes again and nothing may write to it.
    Path root(ToolSet set) throws IOException;
}
