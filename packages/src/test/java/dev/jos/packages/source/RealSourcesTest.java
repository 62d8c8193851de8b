package dev.jos.packages.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jos.host.DurableFiles;
import dev.jos.host.HttpDownloader;
import dev.jos.host.JosRoot;
import dev.jos.host.LinuxDurableFiles;
import dev.jos.host.LinuxProcesses;
import dev.jos.host.LinuxSystemCalls;
import dev.jos.host.Progress;
import dev.jos.host.Sha256;
import dev.jos.interfaces.ElfObject;
import dev.jos.interfaces.PackageInterfaces;
import dev.jos.interfaces.StubLibrary;
import dev.jos.interfaces.elf.ElfFile;
import dev.jos.packages.Architecture;
import dev.jos.packages.archive.Archive;
import dev.jos.packages.archive.ArchiveSettings;
import dev.jos.packages.archive.Mirrors;
import dev.jos.packages.archive.SourceRecord;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.deb.PackageImporter;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.resolve.LockResolver;
import dev.jos.packages.tools.DebianTools;
import dev.jos.packages.tools.ToolsView;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
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

    private static JosRoot root;
    private static Store store;

    @TempDir
    Path scratch;

    private static Archive archive;
    private static PackageImporter importer;
    private static SourceBuilds builds;

    @BeforeAll
    static void connect() {
        var calls = new LinuxSystemCalls();
        DurableFiles files = new LinuxDurableFiles(calls);
        root = new JosRoot(directory.resolve("root"));
        store = Store.open(root, files, calls);
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

    /// JUnit would warn of every link in it that leads out of the directory.
    @AfterAll
    static void clean() throws IOException {
        new LinuxDurableFiles(new LinuxSystemCalls()).deleteTree(root.path());
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
        assertThat(Files.readString(built.log())).startsWith("The source is signed by ");
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

    @Test
    void a_patch_and_flags_change_what_is_built() throws IOException {
        SourceVariant variant = patched("version.patch", """
                --- a/version.c
                +++ b/version.c
                @@ -1,1 +1,2 @@
                +const char changed_here[] __attribute__((used)) = "changed here";
                 /*
                """);

        SourceBuild built = builds.build(prepare(withFlags(variant, "--with-secure")), false, Progress.NONE);

        assertThat(Files.readString(built.log())).contains("--with-editor=/usr/bin/editor", "--with-secure");
        ImportedPackage less =
                importer.importAll(built.packages(), Progress.NONE).getFirst();
        RegularFile program =
                (RegularFile) store.tree(less.tree()).node("usr/bin/less").orElseThrow();
        assertThat(new String(store.open(program.content()).readAllBytes(), StandardCharsets.ISO_8859_1))
                .contains("changed here");
    }

    @Test
    void a_patch_that_does_not_apply_is_named_with_its_hunk() throws IOException {
        SourceVariant variant = patched("wrong.patch", """
                --- a/version.c
                +++ b/version.c
                @@ -700,3 +700,3 @@
                 nothing
                -like
                +that
                 there
                """);

        assertThatThrownBy(() -> builds.build(prepare(variant), false, Progress.NONE))
                .isInstanceOfSatisfying(BuildFailed.class, failed -> {
                    assertThat(failed.reason()).isEqualTo(BuildFailed.Reason.PATCH);
                    assertThat(failed.subject()).isEqualTo("wrong.patch");
                    assertThat(failed.lastLines())
                            .contains("patching file version.c")
                            .anyMatch(line -> line.startsWith("Hunk #1 FAILED at 700"));
                });
    }

    @Test
    void a_build_reaches_neither_the_machine_nor_the_network() throws IOException {
        SourceVariant variant = patched("curious.patch", """
                --- a/debian/rules
                +++ b/debian/rules
                @@ -9,3 +9,9 @@
                 override_dh_auto_test:
                +\t! touch /usr/written
                +\t! touch /etc/written
                +\t! touch /sources/written
                +\ttest "$$(id -u) $$(hostname)" = "1000 build"
                +\ttest "$$(ls /sys/class/net 2> /dev/null || tail -n +3 /proc/net/dev | cut -d: -f1)" = "    lo"
                +\ttest ! -e /root && test ! -e /home
                \040
                 override_dh_auto_configure:
                """);

        SourceBuild built = builds.build(prepare(variant.withOptions(List.of())), false, Progress.NONE);

        assertThat(built.packages()).isNotEmpty();
        assertThat(Files.readString(built.log())).contains("touch /usr/written", "Read-only file system");
    }

    @Test
    void a_build_that_does_not_end_is_stopped_and_leaves_its_log() throws IOException {
        SourceVariant variant = new SourceVariant(
                "less",
                "",
                Optional.empty(),
                new TreeSet<>(List.of("noopt")),
                new TreeSet<>(),
                List.of(),
                List.of(),
                Optional.empty(),
                true,
                Duration.ofSeconds(4));

        assertThatThrownBy(() -> builds.build(prepare(variant), false, Progress.NONE))
                .isInstanceOfSatisfying(BuildFailed.class, failed -> {
                    assertThat(failed.reason()).isEqualTo(BuildFailed.Reason.TIMEOUT);
                    assertThat(failed.log()).isNotEmptyFile();
                    assertThat(failed.kept()).isEmpty();
                });
        try (var left = Files.list(root.building())) {
            assertThat(left).noneMatch(path -> path.toString().endsWith(".work"));
        }
    }

    @Test
    void a_version_that_is_not_there_is_named_with_those_that_are() {
        SourceVariant unknown = new SourceVariant(
                "less",
                "",
                Optional.of("1.0-1"),
                new TreeSet<>(),
                new TreeSet<>(),
                List.of(),
                List.of(),
                Optional.empty(),
                true,
                Duration.ofHours(1));

        assertThatThrownBy(() -> prepare(unknown))
                .isInstanceOfSatisfying(UnknownSource.class, problem -> assertThat(problem.versions())
                        .isNotEmpty());
    }

    @Test
    void changed_types_are_told_though_the_symbols_stay() throws IOException {
        Path file = scratch.resolve("layout.patch");
        Files.writeString(file, """
                --- a/zlib.h
                +++ b/zlib.h
                @@ -86,6 +86,7 @@
                 typedef struct z_stream_s {
                     z_const Bytef *next_in;     /* next input byte */
                     uInt     avail_in;  /* number of bytes available at next_in */
                +    uLong    surprise;
                     uLong    total_in;  /* total number of input bytes read so far */
                \s
                     Bytef    *next_out; /* next output byte will go here */
                """);
        Map<String, List<String>> changes = new TreeMap<>();
        for (SourceRecord each : archive.sources(MACHINE, Progress.NONE).find("zlib", Progress.NONE)) {
            SourceVariant variant = new SourceVariant(
                    "zlib",
                    "",
                    Optional.of(each.version().text()),
                    new TreeSet<>(List.of("nocheck", "nostrip")),
                    new TreeSet<>(List.of("nocheck", "nobiarch")),
                    List.of(),
                    List.of(new SourceVariant.Patch("layout.patch", file, Sha256.ofFile(file))),
                    Optional.empty(),
                    true,
                    Duration.ofMinutes(10));
            try {
                changes.putAll(builds.typeChanges(prepare(variant), each.version(), Progress.NONE));
                break;
            } catch (SourceGone gone) {
                // Mirrors may lack the newest; one before it will do.
            }
        }

        assertThat(changes).containsOnlyKeys("libz.so.1");
        assertThat(changes.getOrDefault("libz.so.1", List.of()))
                .anyMatch(line -> line.contains("type size changed from 896 to 960"))
                .anyMatch(line -> line.contains("surprise"));
    }

    private SourceVariant patched(String name, String text) throws IOException {
        Path file = scratch.resolve(name);
        Files.writeString(file, text.replace("\\t", "\t").replace("\\040", " "));
        return SourceVariant.of("less").withPatches(List.of(new SourceVariant.Patch(name, file, Sha256.ofFile(file))));
    }

    private static SourceVariant withFlags(SourceVariant variant, String... flags) {
        return new SourceVariant(
                variant.source(),
                variant.suite(),
                variant.version(),
                variant.options(),
                variant.profiles(),
                List.of(flags),
                variant.patches(),
                variant.upstream(),
                variant.stubs(),
                variant.timeout());
    }

    private static PackageInterfaces interfaces(SourceBuild build) throws IOException {
        return importer.importAll(build.packages(), Progress.NONE).getFirst().interfaces();
    }
}
