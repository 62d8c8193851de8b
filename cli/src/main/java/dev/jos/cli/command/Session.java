package dev.jos.cli.command;

import dev.jos.cli.terminal.Console;
import dev.jos.host.Downloader;
import dev.jos.host.DurableFiles;
import dev.jos.host.JosRoot;
import dev.jos.host.LinuxDurableFiles;
import dev.jos.host.LinuxProcesses;
import dev.jos.host.LinuxSystemCalls;
import dev.jos.host.ProcessRunner;
import dev.jos.host.Progress;
import dev.jos.host.SystemCalls;
import dev.jos.packages.archive.Archive;
import dev.jos.packages.archive.ArchiveSettings;
import dev.jos.packages.deb.InterfaceLayers;
import dev.jos.system.CodeStamp;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything a command works with. Objects are made when asked for, so that a short command pays for what it uses
/// only.
public final class Session {

    private final Console console;
    private final Map<String, String> environment;
    private final Path workingDirectory;
    private final JosRoot root;
    private final Outside outside;
    private final SystemCalls systemCalls = new LinuxSystemCalls();
    private final DurableFiles files = new LinuxDurableFiles(systemCalls);
    private @Nullable InterfaceLayers layers;

    public Session(
            Console console, Map<String, String> environment, Path workingDirectory, JosRoot root, Outside outside) {
        this.console = console;
        this.environment = Map.copyOf(environment);
        this.workingDirectory = workingDirectory;
        this.root = root;
        this.outside = outside;
    }

    public Console console() {
        return console;
    }

    public Map<String, String> environment() {
        return environment;
    }

    public JosRoot root() {
        return root;
    }

    public SystemCalls systemCalls() {
        return systemCalls;
    }

    public DurableFiles files() {
        return files;
    }

    public Downloader downloader() {
        return outside.downloader(files);
    }

    /// The archive that `settings` name.
    Archive archive(ArchiveSettings settings) {
        return outside.archive(settings, root, files);
    }

    /// The layers of all sets of packages that the command deals with.
    InterfaceLayers layers() {
        if (layers == null) {
            layers = new InterfaceLayers(root.layers(), files, CodeStamp::ofThis);
        }
        return layers;
    }

    /// Whether what is built here is for the machine itself.
    boolean isInstalled() {
        return root.isOfMachine();
    }

    ThisMachine machine() {
        return outside.machine();
    }

    public ProcessRunner processes() {
        return new LinuxProcesses();
    }

    public Progress progress() {
        return console.progress();
    }

    /// A path as the user wrote it, made absolute.
    public Path path(String written) {
        return workingDirectory.resolve(written).normalize();
    }
}
