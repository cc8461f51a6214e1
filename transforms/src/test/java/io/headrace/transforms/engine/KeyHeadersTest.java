package io.headrace.transforms.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class KeyHeadersTest {

    @Test
    void shouldRewriteTheHeadersOfDebeziumAndNoOther() {
        // Given
        SourceRecord record = record();
        record.headers()
                .addString("trace", "a")
                .addString("__debezium.newkey", "b")
                .addString("__debezium.oldkey", "c");

        // When
        SourceRecord rewritten = KeyHeaders.rewrite(record, KeyHeadersTest::exclaimed);

        // Then
        assertThat(rewritten.headers())
                .extracting(header -> header.key() + "=" + header.value())
                .containsExactly("trace=a", "__debezium.newkey=b!", "__debezium.oldkey=c!");
        assertThat(record.headers().lastWithName("__debezium.newkey").value()).isEqualTo("b");
        assertThat(rewritten.key()).isEqualTo("k");
        assertThat(rewritten.value()).isEqualTo("v");
    }

    @Test
    void shouldReturnTheVeryRecordWithoutSuchHeaders() {
        // Given
        SourceRecord record = record();
        record.headers().addString("trace", "a");

        // When, Then
        assertThat(KeyHeaders.rewrite(record, KeyHeadersTest::exclaimed)).isSameAs(record);
    }

    @Test
    void shouldReturnTheVeryRecordWhenItsHeadersStayAsTheyAre() {
        // Given
        SourceRecord record = record();
        record.headers().addString("__debezium.newkey", "b");

        // When, Then
        assertThat(KeyHeaders.rewrite(record, value -> value)).isSameAs(record);
    }

    private static SchemaAndValue exclaimed(SchemaAndValue value) {
        return new SchemaAndValue(value.schema(), value.value() + "!");
    }

    private static SourceRecord record() {
        return new SourceRecord(Map.of(), Map.of(), "t", Schema.STRING_SCHEMA, "k", Schema.STRING_SCHEMA, "v");
    }
}
