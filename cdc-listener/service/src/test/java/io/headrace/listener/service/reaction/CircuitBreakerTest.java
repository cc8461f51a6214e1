package io.headrace.listener.service.reaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
    private final AtomicLong clock = new AtomicLong(1_000);
    private final CircuitBreaker breaker =
            new CircuitBreaker(new CircuitBreakerSettings(3, Duration.ofSeconds(2)), clock::get);

    @Test
    void shouldOpenAfterFailuresInARowOnly() {
        // When
        breaker.away();
        breaker.away();
        breaker.answered();
        breaker.away();
        breaker.away();

        // Then
        assertThat(breaker.allows()).isTrue();
        breaker.away();
        assertThat(breaker.allows()).as("after three in a row").isFalse();
    }

    @Test
    void shouldLetOneCallProbeAfterThePause() {
        // Given
        open();

        // When
        clock.addAndGet(2_000);

        // Then
        assertThat(breaker.allows()).isTrue();
        assertThat(breaker.allows()).as("while the probe is on its way").isFalse();
        breaker.answered();
        assertThat(breaker.allows()).isTrue();
    }

    @Test
    void shouldStayOpenWhenTheProbeFindsNobody() {
        // Given
        open();
        clock.addAndGet(2_000);
        breaker.allows();

        // When
        breaker.away();

        // Then
        assertThat(breaker.allows()).isFalse();
        clock.addAndGet(2_000);
        assertThat(breaker.allows()).isTrue();
    }

    @Test
    void shouldCloseWhenACallThatWasOnItsWayIsAnswered() {
        // Given
        open();

        // When
        breaker.answered();

        // Then
        assertThat(breaker.allows()).isTrue();
    }

    private void open() {
        breaker.away();
        breaker.away();
        breaker.away();
    }
}
