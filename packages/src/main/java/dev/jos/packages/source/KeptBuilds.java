package dev.jos.packages.source;

import dev.jos.host.Command;
import dev.jos.host.CommandFailed;
import dev.jos.host.DurableFiles;
import dev.jos.host.JosRoot;
import dev.jos.packages.tools.Confinement;
import dev.jos.packages.tools.ToolSet;
import dev.jos.packages.tools.ToolsView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/// Builds that failed and were to be kept: their directories are as the builds left them.
public final class KeptBuilds {

    private final JosRoot root;
    private final ToolsView tools;
    private final DurableFiles files;

    public KeptBuilds(JosRoot root, ToolsView tools, DurableFiles files) {
        this.root = root;
        this.tools = tools;
        this.files = files;
    }

    /// The directories, by the names of the builds.
    public SortedMap<String, Path> all() throws IOException {
        SortedMap<String, Path> kept = new TreeMap<>();
        if (Files.isDirectory(root.building())) {
            try (var directories = Files.newDirectoryStream(root.building(), "*" + SourceBuilds.WORK)) {
                for (Path each : directories) {
                    String name = each.getFileName().toString();
                    kept.put(name.substring(0, name.length() - SourceBuilds.WORK.length()), each);
                }
            }
        }
        return kept;
    }

    /// Runs a shell, on the terminal of this process, where the build in `directory` was: it sees what that saw.
    ///
    /// @return the status that the shell ends with
    public int shell(Path directory) throws IOException {
        BuildPlace kept = new BuildPlace(directory);
        Command shell = kept.inEnvironment(Command.of("bash", "-i").inheritIo())
                .env("TERM", "xterm")
                .directory(Path.of(Files.isDirectory(kept.build().resolve("source")) ? BuildPlace.TREE : "/build"));
        try {
            tools.sandbox(ToolSet.BUBBLEWRAP).around(kept.root()).run(shell, kept.seen(Confinement.NONE));
            return 0;
        } catch (CommandFailed ended) {
            return ended.result().status();
        }
    }

    /// Removes the directory of a build that was kept.
    public void discard(Path directory) throws IOException {
        files.deleteTree(directory);
    }
}
