package io.headrace.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private final Patience patience = new Patience(Duration.ofMillis(150));
    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void shouldWaitOnceForAConnectorThatStands() {
        // When
        boolean first = patience.until("shop-source", this::never);
        int looksOfFirst = looks.getAndSet(0);
        boolean second = patience.until("shop-source", this::never);

        // Then
        assertThat(first).isFalse();
        assertThat(looksOfFirst).isGreaterThan(1);
        assertThat(second).isFalse();
        assertThat(looks).hasValue(1);
    }

    @Test
    void shouldWaitForOthersAllTheSame() {
        // Given
        patience.until("shop-source", this::never);

        // When
        boolean isThere = patience.until("other-source", () -> looks.incrementAndGet() > 3);

        // Then
        assertThat(isThere).isTrue();
    }

    @Test
    void shouldWaitAgainForOneThatGoesOn() {
        // Given
        patience.until("shop-source", this::never);
        patience.until("shop-source", () -> true);
        looks.set(0);

        // When
        boolean isThere = patience.until("shop-source", () -> looks.incrementAndGet() > 1);

        // Then
        assertThat(isThere).isTrue();
    }

    private boolean never() {
        looks.incrementAndGet();
        return false;
    }
}
