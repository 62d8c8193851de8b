package dev.jos.bootloader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.host.testing.FailingFiles;
import java.io.IOException;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// What those boot loaders have to do that count attempts.
abstract class CountingBootLoaderContract extends BootLoaderContract {

    @Test
    void when_the_selected_generation_fails_three_times_the_newest_other_one_starts() throws IOException {
        install(FailingFiles.working(), menu(2, item(1), item(2), item(3)));
        SimulatedLoader loader = simulated(boot());

        for (int attempt = 1; attempt <= 3; attempt++) {
            assertThat(loader.boot()).isEqualTo("generation 2");
        }

        assertThat(loader.boot()).isEqualTo("generation 3");
    }

    @Test
    void attempts_already_made_survive_the_installation_of_another_generation() throws IOException {
        install(FailingFiles.working(), menu(1, item(1)));
        simulated(boot()).boot();

        install(FailingFiles.working(), menu(2, item(1), item(2)));

        assertThat(read().offer(1)).contains(new BootState.Offer(1, OptionalInt.of(2)));
        assertThat(read().offer(2)).contains(new BootState.Offer(2, OptionalInt.of(3)));
    }
}
