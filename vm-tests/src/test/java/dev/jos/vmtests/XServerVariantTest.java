package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.host.DurableFiles;
import dev.jos.host.HttpDownloader;
import dev.jos.host.JosRoot;
import dev.jos.host.LinuxDurableFiles;
import dev.jos.host.LinuxSystemCalls;
import dev.jos.host.Progress;
import dev.jos.packages.Architecture;
import dev.jos.packages.DebianVersion;
import dev.jos.packages.archive.Archive;
import dev.jos.packages.archive.ArchiveSettings;
import dev.jos.packages.archive.Mirrors;
import dev.jos.packages.archive.SourceRecord;
import dev.jos.packages.deb.InterfaceLayers;
import dev.jos.packages.deb.PackageImporter;
import dev.jos.packages.lock.Lock;
import dev.jos.packages.lock.LockFile;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.override.OverridePlan;
import dev.jos.packages.override.OverrideResolver;
import dev.jos.packages.override.Replacement;
import dev.jos.packages.override.SourcePackages;
import dev.jos.packages.override.WantedOverride;
import dev.jos.packages.source.InputChoice;
import dev.jos.packages.source.SourceBuilds;
import dev.jos.packages.source.SourceGone;
import dev.jos.packages.source.SourceVariant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The X server of a desktop with debugging information: one source is built, in about twenty minutes, and
/// nothing else.
@Tag("heavy")
class XServerVariantTest {

    private static final Architecture MACHINE = Architecture.host().orElseThrow();

    /// Mirrors may lack the sources of the newest updates; newer suites list the one before.
    private static final List<String> SUITES = List.of("trixie", "trixie-security", "forky");

    private final TestBench bench = TestBench.open();

    @Test
    void one_source_is_built_and_nothing_else() throws IOException {
        Path configuration = bench.copyOf("examples/desktop/machine.conf", "x-server");
        bench.build(configuration);
        Lock desktop =
                new LockFile(configuration.resolveSibling("jos.lock")).read().orElseThrow();

        OverridePlan plan = plan(desktop);

        assertThat(plan.toRebuild()).isEmpty();
        assertThat(plan.waived()).isEmpty();
        assertThat(plan.replacements()).extracting(each -> each.now().source()).containsOnly("xorg-server");
        assertThat(plan.replacements())
                .extracting(Replacement::name)
                .contains("xserver-xorg-core")
                .hasSizeLessThan(5);
        assertThat(plan.rebinding().newlyUnmet()).isEmpty();
        assertThat(plan.rebinding().rebound()).containsKey("xserver-xorg-input-libinput");
    }

    private OverridePlan plan(Lock desktop) throws IOException {
        List<String> gone = new ArrayList<>();
        for (SourceVariant each : variants()) {
            try {
                return resolver()
                        .plan(
                                MACHINE,
                                desktop.packages(),
                                List.of(new WantedOverride(
                                        "xserver-xorg-core", new WantedOverride.FromSource(each, true))),
                                Set.of(),
                                true,
                                Progress.NONE);
            } catch (SourceGone missing) {
                gone.add(missing.source());
            }
        }
        throw new AssertionError("no mirror has any of " + gone);
    }

    private List<SourceVariant> variants() throws IOException {
        List<SourceVariant> variants = new ArrayList<>();
        for (String suite : SUITES) {
            for (SourceRecord each :
                    bench.archive(suite).sources(MACHINE, Progress.NONE).find("xorg-server", Progress.NONE)) {
                // Later ones have other interfaces for drivers.
                if (each.version().text().startsWith("2:21.1.16-")) {
                    variants.add(new SourceVariant(
                            "xorg-server",
                            suite,
                            Optional.of(each.version().text()),
                            new TreeSet<>(List.of("nocheck", "noopt", "nostrip")),
                            new TreeSet<>(List.of("nocheck")),
                            List.of(),
                            List.of(),
                            Optional.empty(),
                            true,
                            Duration.ofHours(3)));
                }
            }
        }
        return variants;
    }

    private OverrideResolver resolver() {
        DurableFiles files = new LinuxDurableFiles(new LinuxSystemCalls());
        JosRoot root = bench.root();
        var downloader = new HttpDownloader(files);
        Archive archive = Archive.of(
                ArchiveSettings.DEFAULT.withMirrors(Mirrors.ofMachine(Path.of("/"))), root, downloader, files);
        var importer = new PackageImporter(root, bench.store(), files, downloader, Mirrors.ofMachine(Path.of("/")));
        var builds = new SourceBuilds(root, archive, importer, bench.store(), bench.tools(), downloader, files);
        return new OverrideResolver(
                archive,
                importer,
                new InterfaceLayers(root.layers(), files, () -> "test"),
                architecture -> new SourcePackages() {
                    @Override
                    public Optional<List<LockedPackage>> of(
                            SourceVariant variant, DebianVersion preferred, InputChoice choice) throws IOException {
                        return Optional.of(builds.build(
                                        builds.prepare(
                                                variant, Optional.of(preferred), choice, architecture, Progress.NONE),
                                        false,
                                        Progress.NONE)
                                .packages());
                    }

                    @Override
                    public SortedMap<String, List<String>> typeChanges(SourceVariant variant, DebianVersion before) {
                        return new TreeMap<>();
                    }
                },
                _ -> _ -> Optional.empty());
    }
}
