package io.headrace.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WatchTest {

    @Test
    void shouldShowEachLookInItsOrderUntilItIsInterrupted() {
        AtomicInteger looks = new AtomicInteger();
        List<Integer> shown = new ArrayList<>();

        new Watch<>(
                        looks::incrementAndGet,
                        look -> {
                            shown.add(look);
                            if (look == 3) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        Duration.ofMillis(1))
                .run();

        assertThat(shown).containsExactly(1, 2, 3);
        assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
    }
}
