package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The listener reacts to what happens to a row in MySQL, once and in order. */
class RowToReactionIT {

    @RegisterExtension
    static final Pipeline pipeline = new Pipeline();

    @Test
    void shouldPublishOneEventForEachChangeAndNoneForTheSnapshot() throws SQLException {
        OrderEvents events = new OrderEvents(pipeline.topics());
        try (Connection mysql = pipeline.mysql();
                Statement statement = mysql.createStatement()) {

            statement.executeUpdate("""
                    INSERT INTO orders (id, order_number, customer_id, customer_email, total, currency, shipping_address)
                    VALUES (700001, 'ON-EVENTS', 1, 'ada@example.com', 12.30, 'CHF', '{}')
                    """);
            statement.executeUpdate("UPDATE orders SET status = 'PAID' WHERE id = 700001");
            statement.executeUpdate("UPDATE orders SET notes = 'second door' WHERE id = 700001");
            statement.executeUpdate("DELETE FROM orders WHERE id = 700001");
        }

        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(events.types())
                        .containsOnlyKeys(700001L)
                        .containsEntry(700001L, List.of("OrderCreated", "OrderPaid", "OrderUpdated", "OrderDeleted")));
        JsonNode paid = events.events().get(700001L).get(1);
        assertThat(paid.at("/changed/status/from").asText()).isEqualTo("NEW");
        assertThat(paid.at("/changed/status/to").asText()).isEqualTo("PAID");
        assertThat(paid.at("/changed/notes").isMissingNode())
                .as("notes did not change")
                .isTrue();
        assertThat(events.events().get(700001L))
                .extracting(event -> event.get("id").asText())
                .doesNotHaveDuplicates();
    }
}
