package io.headrace.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    @Test
    void shouldCountInJmxUntilClosed() throws Exception {
        // Given
        Set<ObjectName> before = names();
        TokenizeField<SourceRecord> tokens = new TokenizeField<>();
        tokens.configure(Map.of("fields", "customer_email", "key", "a-secret-key-of-enough-bytes"));

        // When
        tokens.apply(Orders.record(Orders.update()));
        tokens.apply(Orders.record(null, null));
        assertThatThrownBy(() -> tokens.apply(Orders.record(null, Map.of("x", 1))))
                .hasMessageContaining("needed");

        // Then
        Set<ObjectName> registered = names();
        registered.removeAll(before);
        assertThat(registered).hasSize(1);
        ObjectName name = registered.iterator().next();
        assertThat(server.getAttribute(name, "Records")).isEqualTo(3L);
        assertThat(server.getAttribute(name, "FieldsConverted")).isEqualTo(1L);
        assertThat(server.getAttribute(name, "RecordsSkipped")).isEqualTo(1L);
        assertThat(server.getAttribute(name, "Errors")).isEqualTo(1L);
        tokens.close();
        assertThat(names()).isEqualTo(before);
    }

    @Test
    void shouldCountARecordOfWhichOnlyAHeaderIsRewritten() throws Exception {
        // Given
        Set<ObjectName> before = names();
        SourceRecord moved = new SourceRecord(Map.of(), Map.of(), "t", null, Map.of("id", 1), null, Map.of("id", 1));
        moved.headers().add("__debezium.newkey", Map.of("email", "ada@example.com"), null);
        try (TokenizeField<SourceRecord> tokens = new TokenizeField.Key<>()) {
            tokens.configure(
                    Map.of("fields", "email", "key", "a-secret-key-of-enough-bytes", "on.missing.field", "ignore"));

            // When
            SourceRecord rewritten = tokens.apply(moved);

            // Then
            assertThat(rewritten).isNotSameAs(moved);
            Set<ObjectName> registered = names();
            registered.removeAll(before);
            ObjectName name = registered.iterator().next();
            assertThat(server.getAttribute(name, "RecordsSkipped")).isEqualTo(0L);
            assertThat(server.getAttribute(name, "FieldsConverted")).isEqualTo(1L);
        }
    }

    private Set<ObjectName> names() throws Exception {
        return server.queryNames(new ObjectName("headrace.transforms:type=TokenizeField,*"), null);
    }
}
