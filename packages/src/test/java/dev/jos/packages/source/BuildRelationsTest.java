package dev.jos.packages.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jos.packages.Architecture;
import dev.jos.packages.Relation;
import dev.jos.packages.RelationSyntaxException;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildRelationsTest {

    private static String parse(String field, String... profiles) throws RelationSyntaxException {
        return new BuildRelations(Architecture.AMD64, Set.of(profiles))
                .parse(field).stream().map(Relation::toString).collect(Collectors.joining(", "));
    }

    @Test
    void what_is_not_restricted_stays() throws RelationSyntaxException {
        assertThat(parse("debhelper-compat (= 13), libncurses-dev | libncurses5-dev,\n python3:any (>= 3.9)"))
                .isEqualTo("debhelper-compat (= 13), libncurses-dev | libncurses5-dev, python3:any (>= 3.9)");
        assertThat(parse("")).isEmpty();
        assertThat(parse(" a ,, b, ")).isEqualTo("a, b");
    }

    @ParameterizedTest
    @CsvSource({
        "a [amd64], a",
        "a [arm64 amd64], a",
        "a [arm64], ''",
        "a [!amd64], ''",
        "a [!arm64 !hurd-any], a",
        "a [any], a",
        "a [linux-any], a",
        "a [kfreebsd-any], ''",
        "a [any-amd64], a",
        "a [any-arm64], ''",
        "a [gnu-any-any], a",
        "a [musl-linux-amd64], ''",
        "a (>= 1) [amd64], a (>= 1)"
    })
    void references_are_for_architectures(String field, String expected) throws RelationSyntaxException {
        assertThat(parse(field)).isEqualTo(expected);
    }

    @Test
    void references_are_for_profiles() throws RelationSyntaxException {
        String field =
                "a <!nocheck>, b <nocheck>, c <!nodoc !nocheck>, d <cross> <!nodoc>, e (>= 2) [amd64] <!nocheck>";

        assertThat(parse(field)).isEqualTo("a, c, d, e (>= 2)");
        assertThat(parse(field, "nocheck")).isEqualTo("b, d");
        assertThat(parse(field, "nodoc")).isEqualTo("a, e (>= 2)");
        assertThat(parse("a <!nocheck> | b", "nocheck")).isEqualTo("b");
    }

    @Test
    void a_field_that_follows_no_rule_is_an_error() {
        assertThatThrownBy(() -> parse("a [amd64, b"))
                .isInstanceOf(RelationSyntaxException.class)
                .hasMessageContaining("expected `]`");
        assertThatThrownBy(() -> parse("a <!nocheck, b"))
                .isInstanceOf(RelationSyntaxException.class)
                .hasMessageContaining("expected `>`");
        assertThatThrownBy(() -> parse("a ((= 1)")).isInstanceOf(RelationSyntaxException.class);
    }
}
