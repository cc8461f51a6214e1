package io.headrace.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.search.fault.FaultServer;
import java.util.List;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MappingPolicyIT {
    private static final Schema FIRST =
            SchemaBuilder.struct().field("a", Schema.INT32_SCHEMA).build();
    private static final Schema SECOND = SchemaBuilder.struct()
            .field("a", Schema.INT32_SCHEMA)
            .field("total", Decimal.schema(2))
            .build();

    private final FaultServer server = new FaultServer();

    @AfterEach
    void stopServer() {
        server.close();
    }

    private List<FaultServer.Request> puts() {
        return server.requests().stream()
                .filter(request -> request.method().equals("PUT"))
                .toList();
    }

    private static Struct first(int a) {
        return new Struct(FIRST).put("a", a);
    }

    private static Struct second(int a) {
        return new Struct(SECOND).put("a", a).put("total", new java.math.BigDecimal("1.50"));
    }

    @Test
    void shouldCreateTheIndexWithTheMappingOfItsFirstRecord() {
        try (RunningTask task = new RunningTask(server, "mapping.policy", "create")) {
            // When
            task.deliver("1", FIRST, first(1))
                    .settle()
                    .deliver("2", SECOND, second(2))
                    .settle();
        }
        // Then
        assertThat(puts()).hasSize(1);
        assertThat(puts().get(0).body()).contains("\"mappings\":{\"properties\":{\"a\":{\"type\":\"integer\"}}}");
    }

    @Test
    void shouldAddTheFieldsOfEachNewSchemaOnce() {
        try (RunningTask task = new RunningTask(server, "mapping.policy", "evolve")) {
            // When
            for (int i = 0; i < 5; i++) {
                task.deliver("1", FIRST, first(i))
                        .deliver("2", SECOND, second(i))
                        .settle();
            }
        }
        // Then
        assertThat(puts().stream().filter(put -> put.path().equals("/orders/_mapping")))
                .as("one for each schema, whichever came first")
                .hasSize(2)
                .anySatisfy(put -> assertThat(put.body())
                        .contains("\"total\":{\"type\":\"scaled_float\",\"scaling_factor\":100}"));
    }

    @Test
    void shouldMapDecimalsToDoublesWhereTheServerHasNoScaledFloats() {
        // Given
        server.refuseInMappings("scaled_float");
        try (RunningTask task = new RunningTask(server, "mapping.policy", "create")) {
            // When
            task.deliver("2", SECOND, second(1)).settle();
        }
        // Then
        assertThat(puts()).hasSize(2);
        assertThat(puts().get(1).body()).contains("\"total\":{\"type\":\"double\"}");
    }

    @Test
    void shouldReportTheRecordsWhoseFieldsTheIndexRefusesAndWriteTheOthers() {
        // Given
        server.refuseInMappings("total");
        try (RunningTask task = new RunningTask(server, true, "mapping.policy", "evolve")) {
            // When
            task.deliver("1", FIRST, first(1)).settle();
            task.deliver("2", SECOND, second(1)).deliver("3", FIRST, first(3)).settle();
            // Then
            assertThat(task.context().reports())
                    .singleElement()
                    .satisfies(report -> assertThat(report.error()).hasMessageContaining("mapping_refused"));
            assertThat(server.store().documents("orders")).containsOnlyKeys("1", "3");
        }
    }
}
