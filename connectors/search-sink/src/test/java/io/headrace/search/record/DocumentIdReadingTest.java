package io.headrace.search.record;

import static io.headrace.search.record.Readers.reader;
import static io.headrace.search.record.Readers.record;
import static io.headrace.search.record.Readers.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.search.failure.RecordException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which id the document of a record gets. */
class DocumentIdReadingTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id":1}                                          | 1
            {"id":"a\\u00e9\\n"}                              | `aé
            `
            {"a":1,"b":"x"}                                   | 1:x
            {"a":"1:","b":"x"}                                | 1\\::x
            {"schema":{"type":"struct"},"payload":{"id":9}}   | 9
            {"schema":{"type":"int64"},"payload":9}           | 9
            17                                                | 17
            "seventeen"                                       | seventeen
            true                                              | true
            {"id":true}                                       | true
            { "id" : 1 }                                      | 1
            """)
    void shouldTakeTheIdFromKeyBytes(String key, String id) {
        assertThat(write(reader(), record(key.getBytes(StandardCharsets.UTF_8), "{}"))
                        .address()
                        .id())
                .isEqualTo(id);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1E3",
                "[1]",
                "{\"id\":null}",
                "{\"id\":[1]}",
                "{\"id\":{\"a\":1}}",
                "not json",
                "{\"id\":1",
                "{}",
                "null",
                "` `"
            })
    void shouldRefuseKeyBytesThatNameNothing(String key) {
        assertThatThrownBy(() -> reader().read(record(key.getBytes(StandardCharsets.UTF_8), "{}")))
                .isInstanceOf(RecordException.class);
    }

    @Test
    void shouldTakeTheIdFromKeysOfAnyConverter() {
        // Given
        Schema schema = SchemaBuilder.struct()
                .field("z", Schema.INT32_SCHEMA)
                .field("a", Schema.STRING_SCHEMA)
                .build();
        Struct struct = new Struct(schema).put("z", 1).put("a", "x");
        // Then
        assertThat(write(reader(), record(7, "{}")).address().id()).isEqualTo("7");
        assertThat(write(reader(), record("k", "{}")).address().id()).isEqualTo("k");
        assertThat(write(reader(), record(struct, "{}")).address().id()).isEqualTo("1:x");
        assertThat(write(reader("document.id.map.order", "name"), record(Map.of("z", 1L, "a", "x"), "{}"))
                        .address()
                        .id())
                .as("a Map has forgotten the order of its fields, and may be asked for them by name")
                .isEqualTo("x:1");
        assertThat(write(reader("document.id.fields", "a"), record(struct, "{}"))
                        .address()
                        .id())
                .isEqualTo("x");
        assertThatThrownBy(() -> reader().read(record(1.5, "{}"))).hasMessageContaining("Double");
    }

    @Test
    void shouldTakeTheIdFromElsewhere() {
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString("id", "h1");
        SinkRecord withHeader = record("k", "{\"a\":{\"b\":4},\"c\":\"x\"}")
                .newRecord("db.shop.Orders", 2, null, "k", null, "{\"a\":{\"b\":4},\"c\":\"x\"}", null, headers);
        assertThat(write(reader("document.id", "value_field", "document.id.fields", "a.b,c"), withHeader)
                        .address()
                        .id())
                .isEqualTo("4:x");
        assertThat(write(
                                reader(
                                        "document.id",
                                        "header",
                                        "document.id.header",
                                        "id",
                                        "header.converter",
                                        "org.apache.kafka.connect.storage.StringConverter"),
                                withHeader)
                        .address()
                        .id())
                .isEqualTo("h1");
        assertThat(write(reader("key.ignore", "true"), withHeader).address().id())
                .isEqualTo("db.shop.Orders+2+5");
        assertThat(write(reader("key.ignore", "true"), withHeader).isVersioned())
                .isFalse();
        assertThat(write(reader("key.ignore", "true", "use.autogenerated.ids", "true"), withHeader)
                        .address()
                        .id())
                .isNull();
        assertThat(write(reader("topic.key.ignore", "db.shop.Orders"), withHeader)
                        .address()
                        .id())
                .isEqualTo("db.shop.Orders+2+5");
    }

    @Test
    void shouldRefuseOrHashAnOverlongId() {
        String id = "ü".repeat(300);
        assertThatThrownBy(() -> reader().read(record(id, "{}")))
                .hasMessageContaining("600")
                .hasMessageNotContaining("ü");
        assertThat(write(reader("document.id.overlong", "hash"), record(id, "{}"))
                        .address()
                        .id())
                .startsWith("sha256-")
                .hasSize(71);
        assertThatThrownBy(() -> reader().read(record("", "{}"))).hasMessageContaining("empty");
        assertThatThrownBy(() -> reader().read(record(null, "{}"))).hasMessageContaining("null");
    }
}
