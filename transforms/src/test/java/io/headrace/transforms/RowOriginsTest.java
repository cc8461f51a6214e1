package io.headrace.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a transform at the source notices of where rows come from. */
class RowOriginsTest {

    private static final Schema ROW = SchemaBuilder.struct()
            .name("lab1.lab.sales_data.Value")
            .optional()
            .field("id", Schema.INT32_SCHEMA)
            .build();
    private static final Schema BLOCK = SchemaBuilder.struct()
            .name("io.debezium.connector.mysql.Source")
            .field("name", Schema.STRING_SCHEMA)
            .field("db", Schema.STRING_SCHEMA)
            .field("table", Schema.OPTIONAL_STRING_SCHEMA)
            .field("gtid", Schema.OPTIONAL_STRING_SCHEMA)
            .field("thread", Schema.OPTIONAL_INT64_SCHEMA)
            .build();
    private static final Schema ENVELOPE = SchemaBuilder.struct()
            .name("lab1.lab.sales_data.Envelope")
            .field("before", ROW)
            .field("after", ROW)
            .field("source", BLOCK)
            .field(
                    "transaction",
                    SchemaBuilder.struct()
                            .optional()
                            .field("id", Schema.STRING_SCHEMA)
                            .build())
            .field("op", Schema.STRING_SCHEMA)
            .build();

    private final FieldPipeline<SourceRecord> pipeline = new FieldPipeline<>();

    @BeforeEach
    void configure() {
        pipeline.configure(Map.of("steps", "types", "types.type", "DebeziumTypeConverter"));
    }

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void shouldRefuseTwoTablesWhoseNamesBecomeOneTopic() {
        // Given
        pipeline.apply(event("lab1.lab.sales_data", "lab", "sales data", 7L));

        // When, Then
        assertThatCode(() -> pipeline.apply(event("lab1.lab.sales_data", "lab", "sales data", 7L)))
                .as("the same again")
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> pipeline.apply(event("lab1.lab.sales_data", "lab", "sales_data", 7L)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("topic 'lab1.lab.sales_data'")
                .hasMessageContaining("'lab.sales data' and of 'lab.sales_data'")
                .hasMessageContaining("Rename one of the tables");
    }

    @Test
    void shouldTellDatabasesApartAsTablesAndNamesOfOtherAlphabets() {
        // Given
        pipeline.apply(event("lab1.a_b.gr__e", "a b", "größe", 7L));

        // When, Then
        assertThatThrownBy(() -> pipeline.apply(event("lab1.a_b.gr__e", "a_b", "gräüe", 7L)))
                .hasMessageContaining("'a b.größe' and of 'a_b.gräüe'");
    }

    @Test
    void shouldLetTablesMeetInATopicThatARouterChose() {
        // When, Then
        assertThatCode(() -> {
                    for (int i = 0; i < 3; i++) {
                        pipeline.apply(event("all_orders", "lab", "orders_1", 7L));
                        pipeline.apply(event("all_orders", "lab", "orders_2", 7L));
                        pipeline.apply(event("lab1.lab.orders_1", "lab", "orders_1", 7L));
                        pipeline.apply(event("lab1.lab.orders_1", "lab", "orders_2", 7L));
                        pipeline.apply(event("lab1.lab.sales_data", "lab", "sales data", 7L));
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void shouldCountRowsOfXaTransactions() throws Exception {
        // When
        pipeline.apply(event("lab1.lab.sales_data", "lab", "sales_data", 7L));
        pipeline.apply(event("lab1.lab.sales_data", "lab", "sales_data", null));
        pipeline.apply(event("lab1.lab.sales_data", "lab", "sales_data", null));
        pipeline.apply(snapshot());

        // Then
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        assertThat(server.queryNames(new ObjectName("headrace.transforms:type=FieldPipeline,*"), null).stream()
                        .map(name -> attribute(server, name))
                        .mapToLong(Long::longValue)
                        .max())
                .hasValue(2);
    }

    private static long attribute(MBeanServer server, ObjectName name) {
        try {
            return (Long) server.getAttribute(name, "XaRows");
        } catch (javax.management.JMException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SourceRecord event(String topic, String database, String table, Long thread) {
        return record(topic, "c", block(database, table).put("gtid", "g:1").put("thread", thread));
    }

    private static SourceRecord snapshot() {
        return record("lab1.lab.sales_data", "r", block("lab", "sales_data"));
    }

    private static Struct block(String database, String table) {
        return new Struct(BLOCK).put("name", "lab1").put("db", database).put("table", table);
    }

    private static SourceRecord record(String topic, String op, Struct source) {
        Struct event = new Struct(ENVELOPE)
                .put("after", new Struct(ROW).put("id", 1))
                .put("source", source)
                .put("op", op);
        return new SourceRecord(Map.of(), Map.of(), topic, ENVELOPE, event);
    }
}
