package dev.jos.packages.override;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.packages.ControlFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RelationCheckTest {

    private static List<String> broken(String... stanzas) throws IOException {
        return broken(Set.of(), stanzas);
    }

    private static List<String> broken(Set<String> provided, String... stanzas) throws IOException {
        List<RelatedPackage> packages = new ArrayList<>();
        for (String each : stanzas) {
            packages.add(RelatedPackage.of(ControlFile.parse("Architecture: amd64\n" + each)));
        }
        return new RelationCheck(packages, provided)
                .broken().stream().map(BrokenRelation::toString).toList();
    }

    @Test
    void versions_alternatives_and_provided_names_meet_needs() throws IOException {
        assertThat(broken(
                        "Package: a\nVersion: 1\nDepends: b (>= 2), x | c, virtual, exact (= 3)\nPre-Depends: d\n",
                        "Package: b\nVersion: 2.1\nProvides: virtual, exact (= 3)\n",
                        "Package: c\nVersion: 1\n",
                        "Package: d\nVersion: 1\n"))
                .isEmpty();
    }

    @Test
    void what_is_too_old_or_absent_breaks_a_need() throws IOException {
        assertThat(broken(
                        "Package: a\nVersion: 1\nDepends: b (>= 2), virtual (>= 2), c\n",
                        "Package: b\nVersion: 1\nProvides: virtual\n"))
                .containsExactly("a: Depends: b (>= 2)", "a: Depends: virtual (>= 2)", "a: Depends: c");
    }

    @Test
    void what_jos_provides_needs_no_package() throws IOException {
        assertThat(broken(Set.of("tool"), "Package: a\nVersion: 1\nDepends: tool\n"))
                .isEmpty();
        assertThat(broken(Set.of("tool"), "Package: a\nVersion: 1\nDepends: tool (>= 1)\n"))
                .hasSize(1);
    }

    @Test
    void conflicts_and_breaks_name_what_is_there() throws IOException {
        assertThat(broken(
                        "Package: a\nVersion: 1\nConflicts: virtual, none\nBreaks: b (<< 2), c (<< 2)\nProvides: virtual\n",
                        "Package: b\nVersion: 1\nProvides: virtual\n",
                        "Package: c\nVersion: 2\n"))
                .containsExactly("a: Conflicts: virtual", "a: Breaks: b (<< 2)");
    }

    @Test
    void only_a_plain_floor_may_yield() throws IOException {
        List<RelatedPackage> packages = List.of(
                RelatedPackage.of(
                        ControlFile.parse(
                                "Package: a\nVersion: 1\nArchitecture: amd64\nDepends: b (>= 2), c (= 1), d (>= 2) | e (>= 2), f\nBreaks: a2 (<< 1)\n")));

        assertThat(new RelationCheck(packages, Set.of()).broken())
                .filteredOn(BrokenRelation::isFloor)
                .extracting(BrokenRelation::toString)
                .containsExactly("a: Depends: b (>= 2)");
    }
}
