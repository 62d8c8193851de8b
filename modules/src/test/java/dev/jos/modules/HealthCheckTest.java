package dev.jos.modules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthCheckTest {

    @Test
    void a_check_describes_itself_until_it_is_described_in_other_words() {
        var check = HealthCheck.tcpAnswers("openssh", 22);

        assertThat(check.description()).isEqualTo("port 22 of 127.0.0.1 answers");
        assertThat(check.describedAs("people can log in").description()).isEqualTo("people can log in");
        assertThat(HealthCheck.succeeds("db", "pg_isready", "-q").description()).isEqualTo("`pg_isready -q` succeeds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "../x", "a b", "a/b", "ä"})
    void a_name_can_be_that_of_a_file(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> HealthCheck.unitActive(name, "x.service"));
    }

    @Test
    void a_check_has_time_and_something_to_do() {
        var check = HealthCheck.unitActive("x", "x.service");

        assertThatIllegalArgumentException().isThrownBy(() -> check.within(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> HealthCheck.succeeds("x"));
    }
}
