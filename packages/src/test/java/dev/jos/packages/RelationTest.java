package dev.jos.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelationTest {

    @Test
    void a_field_is_read_in_order() throws RelationSyntaxException {
        assertThat(Relation.parseField(" default-mta|mail-transport-agent ,libc6(>=2.36), python3:any (<< 3.14~)\n"))
                .extracting(Relation::toString)
                .containsExactly("default-mta | mail-transport-agent", "libc6 (>= 2.36)", "python3:any (<< 3.14~)");
    }

    @Test
    void an_empty_field_has_no_relations() throws RelationSyntaxException {
        assertThat(Relation.parseField(" ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Libc6",
                "a b",
                "a |",
                "| a",
                "a (1)",
                "a (>= )",
                "a (=> 1)",
                "a (>= 1",
                "a [amd64]",
                "a <x>",
                ",a"
            })
    void what_is_no_relation_is_refused_with_the_place(String field) {
        assertThatThrownBy(() -> Relation.parseField(field))
                .isInstanceOf(RelationSyntaxException.class)
                .hasMessageContaining("expected")
                .hasMessageContaining("at character");
    }

    @Test
    void mutations_of_a_field_are_read_or_refused() {
        String field = "default-mta | mail-transport-agent, libc6 (>= 2.36), python3:any (<< 3.14~)";
        Random random = new Random(11);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder mutated = new StringBuilder(field);
            for (int change = random.nextInt(4); change >= 0; change--) {
                mutated.setCharAt(random.nextInt(mutated.length()), " ,|():<>=ab2~\n\u00e4".charAt(random.nextInt(15)));
            }
            try {
                Relation.parseField(mutated.toString());
            } catch (RelationSyntaxException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(5_000, 19_999);
    }
}
