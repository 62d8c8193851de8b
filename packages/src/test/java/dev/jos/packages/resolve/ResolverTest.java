package dev.jos.packages.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jos.host.JosRoot;
import dev.jos.host.Progress;
import dev.jos.host.Sha256;
import dev.jos.host.testing.FailingFiles;
import dev.jos.host.testing.InMemoryMirror;
import dev.jos.packages.Architecture;
import dev.jos.packages.archive.ArchiveSettings;
import dev.jos.packages.archive.PackageIndex;
import dev.jos.packages.archive.testing.SyntheticArchive;
import dev.jos.packages.lock.LockedPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolverTest {

    private static final String KERNEL = """
            Package: kernel
            Version: 6
            Depends: tools (>= 0.1) | initrd-tool, kmod
            Recommends: initrd-tool

            Package: kmod
            Version: 1

            Package: other-tool
            Version: 1
            Provides: initrd-tool
            Conflicts: initrd-tool

            Package: strict
            Version: 1
            Depends: initrd-tool (>= 2)

            Package: tools
            Version: 1
            Depends: kmod, more
            Provides: initrd-tool
            Conflicts: initrd-tool

            Package: more
            Version: 1
            """;

    @TempDir
    Path directory;

    private PackageIndex index(String packages) throws IOException {
        return new SyntheticArchive(new InMemoryMirror())
                .packages(packages)
                .publish()
                .open(new JosRoot(directory), FailingFiles.working())
                .refresh(Architecture.AMD64, List.of(), Progress.NONE);
    }

    private static Request request(String... install) {
        return Request.of(Architecture.AMD64, List.of(install));
    }

    private static String names(Collection<LockedPackage> packages) {
        return packages.stream().map(each -> each.name() + " " + each.version()).collect(Collectors.joining(", "));
    }

    private String resolve(String packages, Request request) throws IOException {
        return names(new Resolver(index(packages)).resolve(request, List.of()).packages());
    }

    private void assertUnsatisfiable(String packages, Request request, String... sentences) throws IOException {
        Resolver resolver = new Resolver(index(packages));
        assertThatThrownBy(() -> resolver.resolve(request, List.of()))
                .isInstanceOfSatisfying(UnsatisfiableException.class, e -> assertThat(e.explanation())
                        .containsExactly(sentences));
    }

    @Test
    void needs_are_followed_and_nothing_else_comes_along() throws IOException {
        assertThat(resolve("""
                        Package: a
                        Version: 1
                        Depends: b, c | d
                        Recommends: e

                        Package: b
                        Version: 1
                        Pre-Depends: f

                        Package: c
                        Version: 1

                        Package: d
                        Version: 1

                        Package: e
                        Version: 1

                        Package: f
                        Version: 1
                        """, request("a"))).isEqualTo("a 1, b 1, c 1, f 1");
    }

    @Test
    void an_alternative_that_is_there_anyway_is_enough() throws IOException {
        assertThat(resolve("""
                        Package: a
                        Version: 1
                        Depends: c | d, b

                        Package: b
                        Version: 1
                        Depends: d

                        Package: c
                        Version: 1

                        Package: d
                        Version: 1
                        """, request("a"))).isEqualTo("a 1, b 1, d 1");
    }

    @Test
    void the_newest_version_wins_unless_a_need_wants_an_older_one() throws IOException {
        String packages = """
                Package: a
                Version: 1
                Depends: b (<< 2)

                Package: b
                Version: 1

                Package: b
                Version: 2
                """;
        assertThat(resolve(packages, request("b"))).isEqualTo("b 2");
        assertThat(resolve(packages, request("a", "b"))).isEqualTo("a 1, b 1");
        assertThat(resolve(packages, request("b=1"))).isEqualTo("b 1");
    }

    @Test
    void provided_names_and_versions_count() throws IOException {
        String packages = """
                Package: a
                Version: 1
                Depends: virtual (>= 2)

                Package: p
                Version: 9
                Provides: virtual

                Package: q
                Version: 1
                Provides: virtual (= 1)

                Package: r
                Version: 1
                Provides: virtual (= 2.1)
                """;
        assertThat(resolve(packages, request("a"))).isEqualTo("a 1, r 1");
        assertThat(resolve(packages, request("virtual"))).isEqualTo("p 9");
    }

    @Test
    void a_need_of_what_the_request_provides_brings_nothing_along() throws IOException {
        Request kernel = request("kernel");
        assertThat(resolve(KERNEL, kernel)).isEqualTo("kernel 6, kmod 1, more 1, tools 1");
        assertThat(resolve(KERNEL, kernel.withProvided(List.of("initrd-tool")))).isEqualTo("kernel 6, kmod 1");
        assertThat(resolve(KERNEL, kernel.withProvided(List.of("initrd-tool")).withRecommends(true)))
                .isEqualTo("kernel 6, kmod 1");
    }

    @Test
    void what_the_request_provides_can_be_asked_for_and_does_not_keep_providers_away() throws IOException {
        List<String> provided = List.of("initrd-tool", "kmod", "name-of-nothing");
        assertThat(resolve(KERNEL, request("initrd-tool", "name-of-nothing").withProvided(provided)))
                .isEmpty();
        assertThat(resolve(KERNEL, request("other-tool").withProvided(provided)))
                .isEqualTo("other-tool 1");
        assertThat(resolve(KERNEL, request("kmod").withProvided(provided))).isEqualTo("kmod 1");
    }

    @Test
    void what_is_provided_has_no_version() throws IOException {
        assertUnsatisfiable(
                KERNEL,
                request("strict").withProvided(List.of("initrd-tool")),
                "`strict` is asked for.",
                "`strict 1` needs `initrd-tool (>= 2)`, but `initrd-tool` is provided by jos, without a version.");
    }

    @Test
    void a_first_choice_that_conflicts_gives_way_to_the_next() throws IOException {
        assertThat(resolve("""
                        Package: a
                        Version: 1
                        Depends: c | d

                        Package: b
                        Version: 1
                        Conflicts: x

                        Package: c
                        Version: 1
                        Provides: x

                        Package: d
                        Version: 1
                        """, request("a", "b"))).isEqualTo("a 1, b 1, d 1");
    }

    @Test
    void a_package_may_conflict_with_what_it_provides_itself() throws IOException {
        assertThat(resolve("""
                        Package: a
                        Version: 1
                        Provides: mta
                        Conflicts: mta
                        """, request("a"))).isEqualTo("a 1");
    }

    @Test
    void any_architecture_needs_a_package_that_allows_it() throws IOException {
        String packages = """
                Package: a
                Version: 1
                Depends: python:any

                Package: b
                Version: 1
                Depends: perl:any

                Package: c
                Version: 1
                Depends: perl:arm64 | perl:amd64

                Package: python
                Version: 1
                Multi-Arch: allowed

                Package: perl
                Version: 1
                """;
        assertThat(resolve(packages, request("a", "c"))).isEqualTo("a 1, c 1, perl 1, python 1");
        assertUnsatisfiable(
                packages,
                request("b"),
                "`b` is asked for.",
                "`b 1` needs `perl:any`, but only `perl 1` exists in trixie.");
    }

    @Test
    void essential_packages_are_part_of_a_system_and_not_of_a_set_of_tools() throws IOException {
        String packages = """
                Package: a
                Version: 1

                Package: base
                Version: 1
                Essential: yes
                Depends: needed

                Package: init
                Version: 1
                Priority: important

                Package: needed
                Version: 1
                """;
        assertThat(resolve(packages, request("a"))).isEqualTo("a 1, base 1, needed 1");
        assertThat(resolve(packages, request("a").withBase(BasePolicy.NOTHING))).isEqualTo("a 1");
        assertThat(resolve(packages, request().withBase(BasePolicy.IMPORTANT))).isEqualTo("base 1, init 1, needed 1");
    }

    @Test
    void recommended_packages_come_along_by_choice_and_where_they_can() throws IOException {
        String packages = """
                Package: a
                Version: 1
                Recommends: b, c, missing

                Package: b
                Version: 1
                Conflicts: a

                Package: c
                Version: 1
                """;
        assertThat(resolve(packages, request("a").withRecommends(true))).isEqualTo("a 1, c 1");
    }

    @Test
    void locked_versions_are_kept_where_needs_allow() throws IOException {
        PackageIndex index = index("""
                Package: a
                Version: 2
                Depends: c (>= 2)

                Package: a
                Version: 1

                Package: b
                Version: 1

                Package: b
                Version: 2

                Package: c
                Version: 1

                Package: c
                Version: 2
                """);
        Resolver resolver = new Resolver(index);
        List<LockedPackage> locked =
                resolver.resolve(request("a=1", "b=1", "c=1"), List.of()).packages();

        assertThat(names(resolver.resolve(request("a", "b", "c"), locked).packages()))
                .isEqualTo("a 1, b 1, c 1");
        assertThat(names(resolver.resolve(request("a=2", "b"), locked).packages()))
                .isEqualTo("a 2, b 1, c 2");
        assertThat(names(resolver.resolve(request("a", "b"), List.of()).packages()))
                .isEqualTo("a 2, b 2, c 2");
    }

    @Test
    void excluded_and_pinned_packages_are_respected() throws IOException {
        String packages = """
                Package: a
                Version: 1
                Depends: b | c

                Package: b
                Version: 1

                Package: c
                Version: 1

                Package: c
                Version: 2
                """;
        Request request = request("a").withExcluded(List.of("b"));
        assertThat(resolve(packages, request)).isEqualTo("a 1, c 2");
        Request pinned = new Request(
                Architecture.AMD64,
                request.install(),
                List.of(),
                request.exclude(),
                new TreeMap<>(java.util.Map.of("c", "1")),
                new TreeSet<>(),
                BasePolicy.ESSENTIAL,
                false);
        assertThat(resolve(packages, pinned)).isEqualTo("a 1, c 1");
        assertUnsatisfiable(
                packages,
                new Request(
                        Architecture.AMD64,
                        request.install(),
                        List.of(),
                        new TreeSet<>(List.of("b", "c")),
                        new TreeMap<>(),
                        new TreeSet<>(),
                        BasePolicy.ESSENTIAL,
                        false),
                "`a` is asked for.",
                "`a 1` needs `b | c`.",
                "The request excludes `b`.",
                "The request excludes `c`.");
    }

    @Test
    void a_version_that_does_not_exist_is_explained_along_the_chain() throws IOException {
        assertUnsatisfiable(
                """
                Package: a
                Version: 1
                Depends: b

                Package: b
                Version: 3
                Depends: c (>= 2)

                Package: c
                Version: 1.5

                Package: unrelated
                Version: 1
                Essential: yes
                """,
                request("a"),
                "`a` is asked for.",
                "`a 1` needs `b`.",
                "`b 3` needs `c (>= 2)`, but only `c 1.5` exists in trixie.");
    }

    @Test
    void a_conflict_is_explained_from_both_sides() throws IOException {
        assertUnsatisfiable(
                """
                Package: a
                Version: 1
                Depends: x

                Package: b
                Version: 1
                Depends: y | z

                Package: x
                Version: 1
                Breaks: y, z (<< 2)

                Package: y
                Version: 1

                Package: z
                Version: 1
                """,
                request("a", "b"),
                "`a` is asked for.",
                "`b` is asked for.",
                "`a 1` needs `x`.",
                "`b 1` needs `y | z`.",
                "`x 1` breaks `y 1`.",
                "`x 1` breaks `z 1`.");
    }

    @Test
    void unknown_names_are_told_all_at_once_with_near_ones() throws IOException {
        Resolver resolver = new Resolver(index("Package: nginx\nVersion: 1\n\nPackage: vim\nVersion: 1\n"));

        assertThatThrownBy(() -> resolver.resolve(request("ngnix", "quux", "vim"), List.of()))
                .isInstanceOfSatisfying(UnsatisfiableException.class, e -> {
                    assertThat(e.unknownPackages())
                            .containsOnlyKeys("ngnix", "quux")
                            .containsEntry("ngnix", List.of("nginx"));
                    assertThat(e.explanation()).contains("There is no package `ngnix` in trixie.");
                    assertThat(e.hints()).contains("Did you mean `nginx`?");
                });
    }

    @Test
    void fingerprints_differ_by_what_is_asked_for_only() {
        assertThat(fingerprint(request("a", "b"))).isEqualTo(fingerprint(request("b", "a")));
        assertThat(fingerprint(request("a")))
                .isNotEqualTo(fingerprint(request("b")))
                .isNotEqualTo(fingerprint(request("a").withRecommends(true)))
                .isNotEqualTo(fingerprint(request("a").withBase(BasePolicy.NOTHING)))
                .isNotEqualTo(fingerprint(request("a").withProvided(List.of("b"))))
                .isNotEqualTo(request("a").fingerprint(ArchiveSettings.DEFAULT.withComponents(List.of("contrib"))))
                .isEqualTo(request("a")
                        .fingerprint(ArchiveSettings.DEFAULT.withMirrors(
                                SyntheticArchive.settings().mirrors())));
    }

    private static Sha256 fingerprint(Request request) {
        return request.fingerprint(ArchiveSettings.DEFAULT);
    }
}
