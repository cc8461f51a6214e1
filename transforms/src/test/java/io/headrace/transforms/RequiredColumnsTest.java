package io.headrace.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A renamed personal column must stop the connector, not pass in clear. */
class RequiredColumnsTest {

    private final TokenizeField<SourceRecord> tokens = new TokenizeField<>();

    @AfterEach
    void close() {
        tokens.close();
    }

    @Test
    void shouldTokenizeTablesThatHaveTheColumnAndLeaveThoseWithoutAlone() {
        // Given
        configure("inventory.orders:customer_email");
        SourceRecord payment = row("dbserver1.inventory.payments", "amount");
        SourceRecord other = row("dbserver1.inventory.old_orders", "mail");

        // When
        SourceRecord update = tokens.apply(Orders.record(Orders.update()));

        // Then
        assertThat(Json.of(update)).doesNotContain("ada@example.com");
        assertThat(tokens.apply(payment)).isSameAs(payment);
        assertThat(tokens.apply(other)).isSameAs(other);
    }

    @Test
    void shouldRefuseEveryRowOfATableWhoseColumnWasRenamed() {
        // Given
        configure("inventory.orders:customer_email");
        SourceRecord renamed = row(Orders.TOPIC, "mail");
        Schema row = renamed.valueSchema();
        SourceRecord event = Orders.record(
                Orders.event(Orders.envelope(Orders.TOPIC, optional(row)), "c", null, marked(optional(row))));

        // When, Then
        for (SourceRecord record : List.of(renamed, event, renamed)) {
            assertThatThrownBy(() -> tokens.apply(record))
                    .isInstanceOf(DataException.class)
                    .hasMessage(
                            "TokenizeField, field 'customer_email' of dbserver1.inventory.orders.Value: needed one of"
                                    + " these columns in each row of inventory.orders, found none. It was renamed or dropped: put"
                                    + " its new name into 'fields', and into 'required.columns' as old|new.");
        }
    }

    @Test
    void shouldTakeOldAndNewRowsWhileAColumnIsBeingRenamed() {
        // Given
        configure("inventory.orders:customer_email|email");

        // When, Then
        assertThat(Json.of(tokens.apply(row(Orders.TOPIC, "customer_email")))).doesNotContain("marked");
        assertThat(Json.of(tokens.apply(row(Orders.TOPIC, "email")))).doesNotContain("marked");
        assertThatThrownBy(() -> tokens.apply(row(Orders.TOPIC, "mail")))
                .hasMessageContaining("field 'customer_email|email'");
    }

    @Test
    void shouldRefuseRecordsThatDoNotTellTheirTable() {
        // Given
        configure("inventory.orders:customer_email");
        Schema unnamed =
                SchemaBuilder.struct().field("mail", Schema.STRING_SCHEMA).build();

        // When, Then
        assertThatThrownBy(() -> tokens.apply(Orders.record(null, Map.of("mail", "marked"))))
                .hasMessageContaining(
                        "(schemaless): needed a schema with a name, to tell the table by, found none. Put")
                .hasMessageNotContaining("marked");
        assertThatThrownBy(() -> tokens.apply(Orders.record(marked(unnamed))))
                .hasMessageContaining("found a schema without a name");
        assertThatThrownBy(() -> tokens.apply(Orders.record(Schema.STRING_SCHEMA, "marked")))
                .hasMessageContaining("found a record of type String")
                .hasMessageNotContaining("marked");
    }

    @Test
    void shouldGuardKeysToo() {
        // Given
        TokenizeField.Key<SourceRecord> keys = new TokenizeField.Key<>();
        keys.configure(settings("inventory.orders:email"));

        // When, Then
        assertThatThrownBy(() -> keys.apply(Orders.record(Orders.update())))
                .hasMessageContaining("field 'email' of dbserver1.inventory.orders.Key: needed one of these columns");
        keys.close();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("no column", "inventory.orders", "names no column of a table"),
                arguments("no table", ":customer_email", "names no column of a table"),
                arguments("an empty alternative", "inventory.orders:customer_email|", "names no column of a table"),
                arguments(
                        "a column that is not tokenised",
                        "inventory.orders:phone",
                        "'required.columns' and 'fields' contradict: needed each required column among the fields, found"
                                + " [phone] of inventory.orders required"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void shouldRefuseSettingsThatGuardNothing(String name, String required, String message) {
        // When, Then
        assertThatThrownBy(() -> configure(required))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldBeOnInTheShippedSourceForEveryTableWithAnEmail() throws Exception {
        // When
        String shipped = Files.readString(Path.of("..", "connect-configs", "mysql-source.json"));

        // Then
        assertThat(shipped)
                .contains("\"transforms.fields.tokens.required.columns\":"
                        + " \"inventory.orders:customer_email,inventory.customers:email\"");
    }

    private void configure(String required) {
        tokens.configure(settings(required));
    }

    private static Map<String, String> settings(String required) {
        return new HashMap<>(Map.of(
                "fields", "customer_email,email",
                "key", "a-secret-key-of-enough-bytes",
                "on.missing.field", "ignore",
                "required.columns", required));
    }

    private static SourceRecord row(String table, String column) {
        return Orders.record(marked(SchemaBuilder.struct()
                .name(table + ".Value")
                .field(column, Schema.STRING_SCHEMA)
                .build()));
    }

    private static Schema optional(Schema row) {
        SchemaBuilder copy = SchemaBuilder.struct().name(row.name()).optional();
        row.fields().forEach(field -> copy.field(field.name(), field.schema()));
        return copy.build();
    }

    private static Struct marked(Schema row) {
        return new Struct(row).put(row.fields().get(0).name(), "marked");
    }
}
