package io.headrace.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.headrace.listener.spi.ListenerState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeListenerTest {

    /** Nobody listens there. */
    private static final String NOWHERE = "127.0.0.1:1";

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void shouldEndAListenerThatWasNeverStarted(String protocol) throws Exception {
        // Given
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        ChangeListener listener =
                builder().kafka(Map.of("group.protocol", protocol)).build();

        // When
        listener.close();
        listener.close();

        // Then
        assertThat(listener.awaitEnd(Duration.ZERO)).isTrue();
        assertThat(listener.status().state()).isEqualTo(ListenerState.STOPPED);
        await().pollInSameThread()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> assertThat(Thread.getAllStackTraces().keySet()).isSubsetOf(before));
        assertThatThrownBy(listener::start).isInstanceOf(IllegalThreadStateException.class);
    }

    @Test
    void shouldRefuseASecondReactionToATable() {
        assertThatThrownBy(() -> builder().table("inventory.orders", orders -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("inventory.orders");
    }

    @Test
    void shouldSayWhatIsNeeded() {
        assertThatThrownBy(() -> ChangeListener.builder().build()).hasMessageContaining("at least one table");
        assertThatThrownBy(() -> ChangeListener.builder()
                        .group("g")
                        .reaction("inventory.orders", change -> CompletableFuture.completedFuture(List.of()))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bootstrap.servers is needed");
        assertThatThrownBy(() -> ChangeListener.builder().table("orders", orders -> {}))
                .hasMessageContaining("needs database.table for a table, but is orders");
    }

    private static ChangeListenerBuilder builder() {
        return ChangeListener.builder()
                .bootstrapServers(NOWHERE)
                .group("g")
                .reaction("inventory.orders", change -> CompletableFuture.completedFuture(List.of()));
    }
}
