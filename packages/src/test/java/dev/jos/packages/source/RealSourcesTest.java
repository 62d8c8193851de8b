package dev.jos.packages.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.host.DurableFiles;
import dev.jos.host.HttpDownloader;
import dev.jos.host.JosRoot;
import dev.jos.host.LinuxDurableFiles;
import dev.jos.host.LinuxProcesses;
import dev.jos.host.LinuxSystemCalls;
import dev.jos.host.Progress;
import dev.jos.packages.Architecture;
import dev.jos.packages.archive.Archive;
import dev.jos.packages.archive.ArchiveSettings;
import dev.jos.packages.archive.Mirrors;
import dev.jos.packages.deb.PackageImporter;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.resolve.LockResolver;
import dev.jos.packages.tools.DebianTools;
import dev.jos.packages.tools.ToolsView;
import dev.jos.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sources of the Debian archive, really built.
@Tag("integration")
class RealSourcesTest {

    private static final Architecture MACHINE = Architecture.host().orElseThrow();

    @TempDir
    static Path directory;

    private static Archive archive;
    private static SourceBuilds builds;

    @BeforeAll
    static void connect() {
        var calls = new LinuxSystemCalls();
        DurableFiles files = new LinuxDurableFiles(calls);
        var root = new JosRoot(Path.of(System.getProperty("jos.test.root", directory.toString())));
        Store store = Store.open(root, files, calls);
        ArchiveSettings settings = ArchiveSettings.DEFAULT.withMirrors(Mirrors.ofMachine(Path.of("/")));
        var downloader = new HttpDownloader(files);
        archive = Archive.of(settings, root, downloader, files);
        var importer = new PackageImporter(root, store, files, downloader, settings.mirrors());
        var tools = new ToolsView(
                new DebianTools(root, MACHINE, new LockResolver(archive), importer, store, files, Progress.NONE),
                MACHINE,
                new LinuxProcesses());
        builds = new SourceBuilds(root, archive, importer, store, tools, downloader, files);
    }

    @Test
    void a_source_built_as_it_is_gives_the_very_package_of_the_archive() throws IOException {
        PreparedBuild less = builds.prepare(SourceVariant.of("less"), Optional.empty(), MACHINE, Progress.NONE);

        SourceBuild built = builds.build(less, false, Progress.NONE);

        LockedPackage stock =
                archive.index(MACHINE).newest("less").orElseThrow().locked();
        assertThat(built.packages()).extracting(LockedPackage::name).containsExactly("less");
        assertThat(built.packages().getFirst().sha256()).isEqualTo(stock.sha256());
    }
}
