package io.headrace.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Feeds marked values and a marked key through failing paths, and reads the whole stack trace for them. */
class NoValueLeaksTest {

    private static final String MARK = "MARKEDVALUE";
    private static final String SECRET = "MARKEDSECRET-of-enough-bytes";

    static Stream<Arguments> failures() {
        Schema json = SchemaBuilder.string().name("io.debezium.data.Json").build();
        Schema isoDate = SchemaBuilder.string().name("io.debezium.time.IsoDate").build();
        Schema isoTime = SchemaBuilder.string().name("io.debezium.time.IsoTime").build();
        Schema isoTimestamp =
                SchemaBuilder.string().name("io.debezium.time.IsoTimestamp").build();
        Schema zoned =
                SchemaBuilder.string().name("io.debezium.time.ZonedTimestamp").build();
        Map<String, String> millis = Map.of("temporal.format", "epoch_millis");
        Map<String, String> token = Map.of("fields", "c", "key", SECRET);
        return Stream.of(
                arguments("ExpandJson", Map.of(), OneColumn.row(json, "{" + MARK)),
                arguments("ExpandJson", Map.of(), OneColumn.row(json, "[\"" + MARK)),
                arguments("ExpandJson", Map.of(), OneColumn.row(json, "{\"" + MARK + "\":")),
                arguments("ExpandJson", Map.of(), OneColumn.row(json, "1" + MARK)),
                arguments("ExpandJson", Map.of(), OneColumn.row(json, "\"\\q" + MARK + "\"")),
                arguments("ExpandJson", Map.of("max.depth", "1"), OneColumn.row(json, "[[\"" + MARK + "\"]]")),
                arguments("ExpandJson", Map.of("fields", "c"), OneColumn.map("{" + MARK)),
                arguments("DebeziumTypeConverter", millis, OneColumn.row(isoDate, MARK)),
                arguments("DebeziumTypeConverter", millis, OneColumn.row(isoTime, MARK)),
                arguments("DebeziumTypeConverter", millis, OneColumn.row(isoTimestamp, MARK)),
                arguments("DebeziumTypeConverter", millis, OneColumn.row(zoned, MARK)),
                arguments(
                        "DebeziumTypeConverter",
                        Map.of("datetime.timezone", "+01:00"),
                        OneColumn.row(isoTimestamp, MARK)),
                arguments(
                        "DebeziumTypeConverter", Map.of("uuid.fields", "c"), OneColumn.row(Schema.STRING_SCHEMA, MARK)),
                arguments("DebeziumTypeConverter", Map.of("uuid.fields", "c"), OneColumn.map(MARK)),
                arguments("DebeziumTypeConverter", Map.of("boolean.fields", "c"), OneColumn.map(MARK)),
                arguments("DebeziumTypeConverter", Map.of("unsigned.fields", "c"), OneColumn.map(List.of(MARK))),
                arguments("TokenizeField", token, OneColumn.map(Map.of("x", MARK))),
                arguments("TokenizeField", token, OneColumn.map(List.of(MARK))),
                arguments("TokenizeField", token, OneColumn.map(new BigDecimal("1.5"))),
                arguments("TokenizeField", token, Orders.record(null, Map.of("d", MARK))),
                arguments("TokenizeField", token, Orders.record(Schema.STRING_SCHEMA, MARK)),
                arguments("TokenizeField", token, Orders.record(null, List.of(MARK))),
                arguments("TokenizeField", token, Orders.record(brokenEnvelope())),
                arguments("TokenizeField", token, Orders.record(null, brokenMap())),
                arguments("TruncateField", Map.of("fields", "c"), OneColumn.map(List.of(MARK))),
                arguments("DocumentId", Map.of("fields", "c"), OneColumn.map(List.of(MARK))),
                arguments("DocumentId", Map.of("fields", "x"), OneColumn.map(MARK)),
                arguments("DocumentVersion", Map.of("source", "field", "field", "c"), OneColumn.map(MARK)),
                arguments("DocumentVersion", Map.of(), OneColumn.map(MARK)),
                arguments(
                        "SoftDelete",
                        Map.of("mode", "tombstone", "when.field", "x", "when.values", "y", "on.missing.field", "fail"),
                        OneColumn.map(MARK)),
                arguments("TokenizeField", Map.of("fields", "c", "key", "MARKEDSECRET"), OneColumn.map(MARK)),
                arguments(
                        "TokenizeField",
                        Map.of("fields", "c", "key", SECRET, "encoding", "rot13"),
                        OneColumn.map(MARK)),
                arguments(
                        "FieldPipeline",
                        Map.of("steps", "t", "t.type", "TokenizeField", "t.fields", "c", "t.key", "MARKEDSECRET"),
                        OneColumn.map(MARK)),
                arguments(
                        "FieldPipeline",
                        Map.of("steps", "t", "t.type", "TokenizeField", "t.fields", "x", "t.key", SECRET),
                        OneColumn.map(MARK)));
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("failures")
    @SuppressWarnings("unchecked") // the names are those of our own classes
    void shouldSayNothingOfValuesOrKeys(String name, Map<String, String> settings, SourceRecord record)
            throws Exception {
        // Given
        Transformation<SourceRecord> transform = Class.forName("io.headrace.transforms." + name)
                .asSubclass(Transformation.class)
                .getConstructor()
                .newInstance();

        // When
        Throwable failure = catchThrowable(() -> {
            transform.configure(settings);
            transform.apply(record);
        });

        // Then
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).containsAnyOf("needed", "must be").doesNotContain(MARK, "MARKEDSECRET");
        transform.close();
    }

    private static Struct brokenEnvelope() {
        Schema schema = SchemaBuilder.struct()
                .name("t.Envelope")
                .field("after", Schema.STRING_SCHEMA)
                .build();
        return new Struct(schema).put("after", MARK);
    }

    private static Map<String, Object> brokenMap() {
        return new LinkedHashMap<>(new HashMap<>(Map.of("op", "c", "source", Map.of(), "after", MARK)));
    }
}
