package io.headrace.stack.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.stack.failure.StackException;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void shouldTakeTheStandardPortWhenItIsFree() {
        assertThat(Ports.standard().choose(3306, port -> true)).isEqualTo(3306);
    }

    @Test
    void shouldTakeTheNextFreePortWhenTheStandardOneIsTaken() {
        assertThat(Ports.standard().choose(3306, port -> port > 3308)).isEqualTo(3309);
    }

    @Test
    void shouldTakeFreePortsBelowThoseOfOutgoingConnections() {
        assertThat(Ports.free().choose(3306, port -> true)).isBetween(20_000, 32_000);
    }

    @Test
    void shouldGiveUpWhenNothingIsFree() {
        assertThatThrownBy(() -> Ports.standard().choose(3306, port -> false))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("3306");
    }
}
