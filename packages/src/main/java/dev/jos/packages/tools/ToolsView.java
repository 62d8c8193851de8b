package dev.jos.packages.tools;

import dev.jos.host.ProcessRunner;
import dev.jos.host.Sha256;
import dev.jos.packages.Architecture;
import java.io.IOException;
import java.nio.file.Path;

/// The programs jos runs: never those of the machine's distribution.
///
/// Nothing is fetched before it is asked for.
public final class ToolsView {

    private final ToolSource source;
    private final Architecture machine;
    private final ProcessRunner processes;

    /// @param machine the architecture of the running machine
    public ToolsView(ToolSource source, Architecture machine, ProcessRunner processes) {
        this.source = source;
        this.machine = machine;
        this.processes = processes;
    }

    /// A sandbox with the programs of `set`, fetched and checked out when they are not here yet.
    public Sandbox sandbox(ToolSet set) throws IOException {
        Launcher launcher = new Launcher(source.root(ToolSet.BUBBLEWRAP), machine);
        return new Sandbox(launcher, source.root(set), processes);
    }

    /// A directory with the files of `set`, which nothing may write to.
    public Path root(ToolSet set) throws IOException {
        return source.root(set);
    }

    /// The same for another architecture, of which nothing can be run here.
    public Path root(ToolSet set, Architecture architecture) throws IOException {
        return source.of(architecture).root(set);
    }

    /// Names the files of `set` as another architecture has them.
    public Sha256 identity(ToolSet set, Architecture architecture) throws IOException {
        return source.of(architecture).identity(set);
    }

    /// The architecture of the running machine.
    public Architecture machine() {
        return machine;
    }

    /// What traces programs in sandboxes, fetched and checked out when it is not here yet.
    public FileTracer tracer() throws IOException {
        return new FileTracer(source.root(ToolSet.TRACER), machine);
    }

    /// Names the files of `set`, for keys of what was made with them.
    public Sha256 identity(ToolSet set) throws IOException {
        return source.identity(set);
    }

    /// Whether programs for `architecture` run here.
    public boolean runs(Architecture architecture) {
        return architecture == machine;
    }
}
