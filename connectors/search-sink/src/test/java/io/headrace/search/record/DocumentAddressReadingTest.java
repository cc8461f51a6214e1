package io.headrace.search.record;

import static io.headrace.search.record.Readers.UPDATE;
import static io.headrace.search.record.Readers.reader;
import static io.headrace.search.record.Readers.record;
import static io.headrace.search.record.Readers.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.search.document.DocumentChange;
import io.headrace.search.document.ItemKind;
import io.headrace.search.document.SkipReason;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Index, route and version of what is written of a record, and the removal where its document moves. */
class DocumentAddressReadingTest {
    @ParameterizedTest(name = "{0} is index {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "${topic}                        | db.shop.orders",
                "${topic.table}                  | orders",
                "cdc-${topic.database}           | cdc-shop",
                "x-${timestamp:yyyy.MM.dd}       | x-2026.11.20",
                "x-${value:shop}                 | x-b",
                "x-${key:id}                     | x-1",
                "_x ${topic.table}               | x_orders"
            })
    void shouldFillTheIndexTemplate(String template, String index) {
        assertThat(write(reader("index", template), record(Map.of("id", 1), "{\"shop\":\"b\"}"))
                        .address()
                        .index())
                .isEqualTo(index);
    }

    @Test
    void shouldRefuseTwoTopicsThatBecomeOneIndex() {
        RecordReader reader = reader();
        reader.read(record("k", "{}"));
        SinkRecord folded = new SinkRecord("db.shop.orders", 0, null, "k", null, "{}", 1);
        assertThatThrownBy(() -> reader.read(folded)).hasMessageContaining("topic.to.index");
    }

    @Test
    void shouldVersionByOffsetOrWhatElseIsChosen() {
        SinkRecord update = record("k", UPDATE);
        assertThat(write(reader(), update).version()).isEqualTo(5);
        assertThat(write(reader("document.version", "none"), update).isVersioned())
                .isFalse();
        assertThat(write(reader("document.version", "timestamp"), update).version())
                .isEqualTo(1_795_167_267_039L);
        assertThat(write(reader("document.version", "source", "document.version.equal", "overwrite"), update)
                        .version())
                .isEqualTo((((2L << 32) + 3) << 8) + 1);
        assertThat(write(
                                reader(
                                        "document.version",
                                        "source",
                                        "document.version.equal",
                                        "overwrite",
                                        "document.version.epoch",
                                        "1"),
                                update)
                        .version())
                .as("an epoch is above every position")
                .isGreaterThan((((1L << 20) - 1) << 40));
        assertThatThrownBy(() -> reader("external.version.header", "v").read(update))
                .hasMessageContaining("header v");
    }

    @Test
    void shouldMoveADocumentWhoseRowDecidesOnItsIndex() {
        // Given
        RecordReader reader = reader("index", "x-${value:shop}");
        // When
        DocumentChange.Move move = (DocumentChange.Move) reader.read(record("k", UPDATE));
        // Then
        assertThat(move.from().kind()).isEqualTo(ItemKind.DELETE);
        assertThat(move.from().address()).isEqualTo(new DocumentChange.Address("x-a", null, "k"));
        assertThat(move.to().address()).isEqualTo(new DocumentChange.Address("x-b", null, "k"));
        assertThat(move.from().version())
                .as("of the removal, which may hit the new document: two names can be one alias")
                .isEqualTo(move.to().version() - 1);
        assertThat(move.from().overwritesEqual())
                .as("it has to remove what the record before has written")
                .isTrue();
        assertThat(reader.read(record("k", null))).isEqualTo(new DocumentChange.Skip(SkipReason.TOMBSTONE));
    }

    @Test
    void shouldGiveTheRemovalTheVersionOfTheWriteWhenTheIdChangesToo() {
        // Given: they are two documents, whatever their shards
        RecordReader reader = reader("document.id", "value_field", "document.id.fields", "shop");
        // When
        DocumentChange.Move move = (DocumentChange.Move) reader.read(record("k", UPDATE));
        // Then
        assertThat(move.from().address().id()).isEqualTo("a");
        assertThat(move.from().version()).isEqualTo(move.to().version());
    }

    @Test
    void shouldRefuseToChangeADocumentThatMayBeInTheIndexOfAnEarlierTime() {
        RecordReader reader = reader("index", "x-${timestamp:yyyy.MM.dd}");
        assertThatThrownBy(() -> reader.read(record("k", UPDATE)))
                .hasMessageContaining("index of an earlier time")
                .hasMessageContaining("topic db.shop.Orders")
                .hasMessageContaining("topic.key.ignore");
    }

    @Test
    void shouldRouteADeletionByTheRowBefore() {
        RecordReader reader = reader("routing", "value_field", "routing.field", "shop");
        String delete =
                UPDATE.replace("\"op\":\"u\"", "\"op\":\"d\"").replaceAll("\"after\":\\{[^}]*}", "\"after\":null");
        assertThat(write(reader, record("k", delete)).address())
                .isEqualTo(new DocumentChange.Address("db.shop.orders", "a", "k"));
    }
}
