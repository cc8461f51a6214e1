package io.headrace.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Decimal;
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

class TokenizeFieldTest {

    private static final String KEY = "a-secret-key-of-enough-bytes";
    private static final String MAIL = "ada@example.com";

    private final TokenizeField<SourceRecord> tokens = new TokenizeField<>();

    @AfterEach
    void close() {
        tokens.close();
    }

    @Test
    void shouldPutTheSameTokenInBothImagesAndInRowsWithoutASchema() throws Exception {
        // Given
        tokens.configure(settings("fields", "customer_email"));
        String token = hmac(MAIL);

        // When
        Struct event = (Struct) tokens.apply(Orders.record(Orders.update())).value();
        Map<?, ?> row = (Map<?, ?>) tokens.apply(Orders.record(null, Map.of("customer_email", MAIL)))
                .value();

        // Then
        assertThat(event.getStruct("before").get("customer_email")).isEqualTo(token);
        assertThat(event.getStruct("after").get("customer_email")).isEqualTo(token);
        assertThat(row.get("customer_email")).isEqualTo(token);
        assertThat(event.toString()).doesNotContain(MAIL);
    }

    static Stream<Arguments> taken() {
        return Stream.of(
                arguments("text", Schema.STRING_SCHEMA, "5", "5"),
                arguments("long", Schema.INT64_SCHEMA, 5L, "5"),
                arguments("byte", Schema.INT8_SCHEMA, (byte) 5, "5"),
                arguments("bytes", Schema.BYTES_SCHEMA, new byte[] {'5'}, "5"),
                arguments("a buffer", Schema.BYTES_SCHEMA, ByteBuffer.wrap(new byte[] {'5'}), "5"),
                arguments(
                        "enum",
                        SchemaBuilder.string().name("io.debezium.data.Enum").build(),
                        "5",
                        "5"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("taken")
    void shouldTokenizeTextNumbersAndBytesAlike(String name, Schema schema, Object value, String text)
            throws Exception {
        // Given
        tokens.configure(settings("fields", "c"));

        // When, Then
        assertThat(OneColumn.json(tokens, OneColumn.row(schema, value))).isEqualTo('"' + hmac(text) + '"');
        assertThat(OneColumn.json(tokens, OneColumn.map(value))).isEqualTo('"' + hmac(text) + '"');
        assertThat(OneColumn.schema(tokens, OneColumn.row(schema, value))).isEqualTo(Schema.STRING_SCHEMA);
    }

    @Test
    void shouldKeepNullAndDropTheDefaultWhichIsPersonalToo() {
        // Given
        tokens.configure(settings("fields", "c"));
        Schema schema = SchemaBuilder.string().optional().defaultValue(MAIL).build();

        // When, Then
        assertThat(OneColumn.json(tokens, OneColumn.row(schema, null))).isEqualTo("null");
        assertThat(OneColumn.schema(tokens, OneColumn.row(schema, null))).isEqualTo(Schema.OPTIONAL_STRING_SCHEMA);
    }

    static Stream<Arguments> written() {
        return Stream.of(
                arguments("key.id", Map.of("key.id", "k2"), "k2\\.[0-9a-f]{64}"),
                arguments("hex", Map.of("encoding", "hex"), "[0-9a-f]{64}"),
                arguments("base64url", Map.of("encoding", "base64url"), "[A-Za-z0-9_-]{43}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("written")
    void shouldWriteTokensAsAsked(String name, Map<String, String> more, String pattern) {
        // Given
        Map<String, String> settings = settings("fields", "c");
        settings.putAll(more);
        tokens.configure(settings);

        // When, Then
        assertThat(OneColumn.json(tokens, OneColumn.row(Schema.STRING_SCHEMA, MAIL)))
                .matches('"' + pattern + '"');
    }

    @Test
    void shouldGiveSpellingsOneTokenWhenNormalized() throws Exception {
        // When, Then
        tokens.configure(settings("fields", "c", "normalize", "lower"));
        assertThat(OneColumn.json(tokens, OneColumn.row(Schema.STRING_SCHEMA, "ADA@Example.com")))
                .contains(hmac(MAIL));
        tokens.configure(settings("fields", "c", "normalize", "trim-lower"));
        assertThat(OneColumn.json(tokens, OneColumn.row(Schema.STRING_SCHEMA, " ADA@Example.com\t")))
                .contains(hmac(MAIL));
    }

    @Test
    void shouldTokenizeBelowStructsListsMapsAndExpandedJson() throws Exception {
        // Given
        tokens.configure(settings("fields", "c.*.mail"));
        Schema person =
                SchemaBuilder.struct().field("mail", Schema.STRING_SCHEMA).build();
        Schema people = SchemaBuilder.array(person).build();
        Struct ada = new Struct(person).put("mail", MAIL);

        // When, Then
        String expected = "[{\"mail\":\"" + hmac(MAIL) + "\"}]";
        assertThat(OneColumn.json(tokens, OneColumn.row(people, List.of(ada)))).isEqualTo(expected);
        assertThat(OneColumn.json(tokens, OneColumn.map(List.of(Map.of("mail", MAIL)))))
                .isEqualTo(expected);
        assertThat(OneColumn.json(tokens, OneColumn.map(Map.of("x", Map.of("mail", MAIL)))))
                .isEqualTo("{\"x\":" + expected.substring(1, expected.length() - 1) + "}");
    }

    @Test
    void shouldTokenizeKeysAndTheOtherKeyInTheHeadersOfAKeyUpdate() throws Exception {
        // Given
        TokenizeField.Key<SourceRecord> keys = new TokenizeField.Key<>();
        keys.configure(settings("fields", "email"));
        Schema schema =
                SchemaBuilder.struct().field("email", Schema.STRING_SCHEMA).build();
        Struct key = new Struct(schema).put("email", MAIL);
        SourceRecord record = Orders.record(null, null).newRecord("t", 3, schema, key, null, null, 7L);
        record.headers().add("__debezium.newkey", new Struct(schema).put("email", "new" + MAIL), schema);
        record.headers().addString("other", "kept");

        // When
        SourceRecord tokenized = keys.apply(record);

        // Then
        assertThat(((Struct) tokenized.key()).get("email")).isEqualTo(hmac(MAIL));
        Struct newKey =
                (Struct) tokenized.headers().lastWithName("__debezium.newkey").value();
        assertThat(newKey.get("email")).isEqualTo(hmac("new" + MAIL));
        assertThat(tokenized.headers().lastWithName("other").value()).isEqualTo("kept");
        assertThat(tokenized.kafkaPartition()).isEqualTo(3);
        assertThat(tokenized.timestamp()).isEqualTo(7L);
        assertThat(record.headers().lastWithName("__debezium.newkey").value().toString())
                .contains(MAIL);
        keys.close();
    }

    static Stream<Arguments> refused() {
        Schema decimal = Decimal.builder(2).build();
        return Stream.of(
                arguments(
                        "a missing field",
                        Orders.record(null, Map.of("x", "marked")),
                        "a field of that name, found none"),
                arguments("a boolean", OneColumn.row(Schema.BOOLEAN_SCHEMA, true), "found type BOOLEAN"),
                arguments(
                        "a decimal",
                        OneColumn.row(decimal, new BigDecimal("1.00")),
                        "found type BYTES (org.apache.kafka"),
                arguments(
                        "a date that is still a number",
                        OneColumn.row(
                                SchemaBuilder.int32()
                                        .name("io.debezium.time.Date")
                                        .build(),
                                1),
                        "found type INT32 (io.debezium.time.Date)"),
                arguments(
                        "a map",
                        OneColumn.map(Map.of("a", "marked")),
                        "needed text, a whole number or bytes, found a "),
                arguments(
                        "a record that is only text",
                        Orders.record(Schema.STRING_SCHEMA, "marked"),
                        "found a record of type String"),
                arguments(
                        "the wrapper of a JSON converter",
                        Orders.record(null, Map.of("schema", Map.of(), "payload", Map.of("c", "marked"))),
                        "Set schemas.enable=true"),
                arguments(
                        "an envelope of an unknown shape",
                        Orders.record(null, Map.of("op", "c", "source", Map.of(), "after", "marked")),
                        "needed an envelope with before and after"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void shouldLetNothingPassInClear(String name, SourceRecord record, String message) {
        // Given
        tokens.configure(settings("fields", "c"));

        // When, Then
        assertThatThrownBy(() -> tokens.apply(record))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("TokenizeField, field '")
                .hasMessageContaining(message)
                .hasMessageNotContaining("marked")
                .hasMessageNotContaining(KEY);
    }

    @Test
    void shouldRefuseToEnterAScalar() {
        // Given
        tokens.configure(settings("fields", "c.mail"));

        // When, Then
        assertThatThrownBy(() -> tokens.apply(OneColumn.row(Schema.STRING_SCHEMA, MAIL)))
                .hasMessageContaining(
                        "field 'c.mail' of t.Value: needed a field of that name, found a value of type STRING")
                .hasMessageNotContaining(MAIL);
        assertThatThrownBy(() -> tokens.apply(OneColumn.map(MAIL)))
                .hasMessageContaining("can't be entered by 'mail'")
                .hasMessageNotContaining(MAIL);
    }

    static Stream<Arguments> keys() {
        return Stream.of(
                arguments("empty", "", "has 0 bytes, needed at least 16"),
                arguments("too short", "fifteen-bytes-x", "has 15 bytes, needed at least 16"),
                arguments(
                        "an unresolved reference",
                        "${env:HEADRACE_TOKEN_KEY}",
                        "a reference that the worker did not resolve"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void shouldRefuseKeysThatAreNone(String name, String key, String message) {
        // When, Then
        assertThatThrownBy(() -> tokens.configure(Map.of("fields", "c", "key", key)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("'key'")
                .hasMessageContaining(message)
                .hasMessageNotContaining("fifteen");
    }

    private static Map<String, String> settings(String... more) {
        Map<String, String> settings = new HashMap<>(Map.of("key", KEY));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    /** HMAC-SHA-256 straight from the runtime, as someone who searches by token would compute it. */
    private static String hmac(String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
