package io.headrace.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeListenerTest {

    /** Nobody listens there. */
    private static final String NOWHERE = "127.0.0.1:1";

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void shouldLeaveNoThreadOfAListenerThatWasNeverStarted(String protocol) {
        // Given
        List<String> before = threadsOfClients();
        ChangeListener listener =
                builder().kafka(Map.of("group.protocol", protocol)).build();

        // When
        listener.close();
        listener.close();

        // Then
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(threadsOfClients()).isEqualTo(before));
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

    private static List<String> threadsOfClients() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("consumer_background_thread") || name.startsWith("kafka-admin-client"))
                .sorted()
                .toList();
    }
}
