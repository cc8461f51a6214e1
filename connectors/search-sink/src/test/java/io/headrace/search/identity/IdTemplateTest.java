package io.headrace.search.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.search.config.SettingException;
import io.headrace.search.document.DocumentChange;
import io.headrace.search.failure.RecordException;
import io.headrace.search.record.Readers;
import io.headrace.search.record.RecordReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdTemplateTest {
    /** Of 1234567: and 253 times ü. */
    private static final String SHA_256 = "sha256-36ff70c52a6eaba667d729cfc9cdd507ae7cd00694ec88add5736d95078a8f9b";

    private static final SchemaAndValue KEY = new SchemaAndValue(null, "{\"id\":7}".getBytes(StandardCharsets.UTF_8));

    private static DocumentChange.Address address(RecordReader reader, String topic, Object value) {
        return ((DocumentChange.Write) reader.read(Readers.record(topic, KEY, value))).address();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "${key}                                       | 7",
                "${topic.database}:${key}                     | t_ada:7",
                "${topic.database}:${topic.table}:${key}      | t_ada:invoice:7",
                "${key}@${topic}                              | 7@tn1.t_ada.invoice",
                "invoice-${key}                               | invoice-7"
            })
    void shouldPutTheKeyBetweenWhatTellsTopicsApart(String template, String id) {
        RecordReader reader = Readers.reader("index", "invoice", "document.id.template", template);
        assertThat(address(reader, "tn1.t_ada.invoice", "{}").id()).isEqualTo(id);
        assertThat(address(reader, "tn1.t_ada.invoice", null).id())
                .as("a deletion goes to the same document")
                .isEqualTo(id);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "${topic}                     | ${key} once",
                "${key}${key}                 | ${key} once",
                "${value:id}:${key}           | placeholder",
                "${topic.database}${key}      | character",
                "${topic.database}_${key}     | character",
                "${key}-${topic}              | character"
            })
    void shouldRefuseATemplateByWhichTwoTopicsCouldHaveOneId(String template, String why) {
        assertThatThrownBy(() -> Readers.reader("document.id.template", template))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("document.id.template")
                .hasMessageContaining(why);
    }

    @Test
    void shouldRefuseATemplateWhereIdsAreNoKeys() {
        assertThatThrownBy(() -> Readers.reader("key.ignore", "true", "document.id.template", "a:${key}"))
                .hasMessageContaining("document.id.template");
    }

    @Test
    void shouldStopAtTheSecondTopicOfAnIndexBeforeItsFirstWrite() {
        RecordReader reader = Readers.reader("index", "${topic.table}");
        address(reader, "tn1.t_ada.invoice", "{}");
        for (Object value : new Object[] {"{}", null}) {
            assertThatThrownBy(() -> address(reader, "tn1.t_bob.invoice", value))
                    .isInstanceOf(SettingException.class)
                    .hasMessageContaining("tn1.t_ada.invoice")
                    .hasMessageContaining("tn1.t_bob.invoice")
                    .hasMessageContaining("index invoice")
                    .hasMessageContaining("document.id.template=${topic.database}:${key}")
                    .hasMessageContaining("index.sharing=allow");
        }
        assertThat(address(reader, "tn1.t_ada.invoice", "{}").index())
                .as("the first topic is still its own")
                .isEqualTo("invoice");
        assertThat(address(reader, "tn1.t_bob.order", "{}").index()).isEqualTo("order");
    }

    @Test
    void shouldStopAtATopicThatATransformGivesTheNameOfAnother() {
        RecordReader reader = Readers.reader();
        SinkRecord ada = Readers.record("tn1.t_ada.invoice", KEY, "{}");
        SinkRecord bob = Readers.record("tn1.t_bob.invoice", KEY, "{}");
        reader.read(renamed(ada));
        assertThatThrownBy(() -> reader.read(renamed(bob))).isInstanceOf(SettingException.class);
    }

    private static SinkRecord renamed(SinkRecord record) {
        return record.newRecord("invoice", record.kafkaPartition(), null, record.key(), null, record.value(), null);
    }

    @Test
    void shouldLetTopicsShareAnIndexWhereIdsTellThemApartOrKeysAreSaidToDiffer() {
        RecordReader apart = Readers.reader("index", "invoice", "document.id.template", "${topic.database}:${key}");
        assertThat(address(apart, "tn1.t_ada.invoice", "{}").id()).isEqualTo("t_ada:7");
        assertThat(address(apart, "tn1.t_bob.invoice", "{}").id()).isEqualTo("t_bob:7");
        assertThatThrownBy(() -> address(apart, "tn2.t_bob.invoice", "{}")).isInstanceOf(SettingException.class);
        RecordReader shared = Readers.reader("index", "invoice", "index.sharing", "allow");
        assertThat(address(shared, "tn1.t_ada.invoice", "{}")).isEqualTo(address(shared, "tn1.t_bob.invoice", "{}"));
        RecordReader added = Readers.reader("index", "invoice", "key.ignore", "true");
        assertThat(address(added, "tn1.t_ada.invoice", "{}")).isNotEqualTo(address(added, "tn1.t_bob.invoice", "{}"));
    }

    @Test
    void shouldSeeTopicsThatShareAnIndexBeforeTheirRecords() {
        RecordReader reader = Readers.reader("index", "invoice");
        reader.expect(List.of("__debezium-heartbeat.tn1", "tn1", "tn1.transaction", "tn1.t_ada.invoice"));
        assertThatThrownBy(() -> reader.expect(List.of("tn1.t_ada.invoice", "tn1.t_bob.invoice")))
                .isInstanceOf(SettingException.class);
    }

    @Test
    void shouldMeasureTheIdWithItsTemplateAndTreatDeletionsAlike() {
        // Given
        String key = "\"" + "ü".repeat(253) + "\"";
        SchemaAndValue fits = new SchemaAndValue(null, key.getBytes(StandardCharsets.UTF_8));
        String template = "${topic.database}:${key}";
        // Then
        assertThat(Readers.idOf(fits)).hasSize(253);
        for (Object value : new Object[] {"{}", null}) {
            SinkRecord record = Readers.record(Readers.TOPIC, fits, value);
            assertThatThrownBy(() -> Readers.reader("document.id.template", "1234567:${key}")
                            .read(record))
                    .isInstanceOf(RecordException.class)
                    .hasMessageContaining("514")
                    .hasMessageContaining("document.id.overlong=hash");
            DocumentChange.Write hashed = (DocumentChange.Write)
                    Readers.reader("document.id.template", "1234567:${key}", "document.id.overlong", "hash")
                            .read(record);
            assertThat(hashed.address().id())
                    .as("one document for writes and deletions")
                    .isEqualTo(SHA_256);
        }
        assertThat(Readers.idOf(fits, "document.id.template", template)).startsWith("shop:ü");
    }

    @Test
    void shouldRefuseAValueThatASeparatorOfSeveralCharactersWouldRunInto() {
        Schema two = SchemaBuilder.struct()
                .field("a", Schema.STRING_SCHEMA)
                .field("b", Schema.STRING_SCHEMA)
                .build();
        SchemaAndValue first =
                new SchemaAndValue(two, new Struct(two).put("a", "x:").put("b", "y"));
        SchemaAndValue second =
                new SchemaAndValue(two, new Struct(two).put("a", "x").put("b", ":y"));
        assertThat(Readers.idOf(second, "document.id.separator", "::")).isEqualTo("x:::y");
        assertThatThrownBy(() -> Readers.idOf(first, "document.id.separator", "::"))
                .isInstanceOf(RecordException.class)
                .hasMessageContaining("Key field a")
                .hasMessageContaining("document.id.separator");
        assertThatThrownBy(() -> Readers.reader("document.id.separator", "\\")).isInstanceOf(ConfigException.class);
    }
}
