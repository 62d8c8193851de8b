package dev.jos.packages.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.host.DurableFiles;
import dev.jos.host.HttpDownloader;
import dev.jos.host.JosRoot;
import dev.jos.host.LinuxDurableFiles;
import dev.jos.host.LinuxProcesses;
import dev.jos.host.LinuxSystemCalls;
import dev.jos.host.Progress;
import dev.jos.interfaces.ElfObject;
import dev.jos.interfaces.PackageInterfaces;
import dev.jos.interfaces.StubLibrary;
import dev.jos.interfaces.elf.ElfFile;
import dev.jos.packages.Architecture;
import dev.jos.packages.archive.Archive;
import dev.jos.packages.archive.ArchiveSettings;
import dev.jos.packages.archive.Mirrors;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.deb.PackageImporter;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.resolve.LockResolver;
import dev.jos.packages.tools.DebianTools;
import dev.jos.packages.tools.ToolsView;
import dev.jos.store.Store;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
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
    private static PackageImporter importer;
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
        importer = new PackageImporter(root, store, files, downloader, settings.mirrors());
        var tools = new ToolsView(
                new DebianTools(root, MACHINE, new LockResolver(archive), importer, store, files, Progress.NONE),
                MACHINE,
                new LinuxProcesses());
        builds = new SourceBuilds(root, archive, importer, store, tools, downloader, files);
    }

    private static PreparedBuild prepare(SourceVariant variant) throws IOException {
        return builds.prepare(variant, Optional.empty(), InputChoice.USUAL, MACHINE, Progress.NONE);
    }

    @Test
    void a_source_built_as_it_is_gives_the_very_package_of_the_archive() throws IOException {
        SourceBuild built = builds.build(prepare(SourceVariant.of("less").withoutStubs()), false, Progress.NONE);

        LockedPackage stock =
                archive.index(MACHINE).newest("less").orElseThrow().locked();
        assertThat(built.packages()).extracting(LockedPackage::name).containsExactly("less");
        assertThat(built.packages().getFirst().sha256()).isEqualTo(stock.sha256());
    }

    @Test
    void linked_with_stubs_it_is_the_same_every_time_and_needs_the_same() throws IOException {
        PreparedBuild less = prepare(SourceVariant.of("less"));
        PackageInterfaces stubbed = interfaces(builds.build(less, false, Progress.NONE));

        builds.check(less, Progress.NONE);

        PackageInterfaces stock = importer.importAll(
                        List.of(archive.index(MACHINE)
                                .newest("less")
                                .orElseThrow()
                                .locked()),
                        Progress.NONE)
                .getFirst()
                .interfaces();
        assertThat(less.links().stubs().keySet()).anyMatch(path -> path.endsWith("libtinfo.so"));
        assertThat(stubbed.objects()).hasSameSizeAs(stock.objects());
        for (int i = 0; i < stock.objects().size(); i++) {
            ElfObject one = stubbed.objects().get(i);
            ElfObject other = stock.objects().get(i);
            assertThat(one.needed()).isEqualTo(other.needed());
            assertThat(one.neededVersions()).containsExactlyInAnyOrderElementsOf(other.neededVersions());
            assertThat(one.imports()).containsExactlyInAnyOrderElementsOf(other.imports());
        }
    }

    @Test
    void a_stub_says_what_its_library_says() throws IOException {
        int compared = 0;
        for (ImportedPackage each : prepare(SourceVariant.of("less")).inputs()) {
            for (ElfObject library : each.interfaces().objects()) {
                if (!library.soname().isEmpty() && StubLibrary.isPossible(library.abi())) {
                    ElfFile stub = ElfFile.read(ByteBuffer.wrap(StubLibrary.of(library)))
                            .orElseThrow();
                    assertThat(ElfObject.of(stub, "", List.of("stub")).generation())
                            .as(library.soname())
                            .isEqualTo(library.generation());
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(50);
    }

    private static PackageInterfaces interfaces(SourceBuild build) throws IOException {
        return importer.importAll(build.packages(), Progress.NONE).getFirst().interfaces();
    }
}
