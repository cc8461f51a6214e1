package io.headrace.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentVersionTest {

    private final DocumentVersion<SourceRecord> versions = new DocumentVersion<>();

    @AfterEach
    void close() {
        versions.close();
    }

    static Stream<Arguments> places() {
        return Stream.of(
                arguments("the next row of a statement", "mysql-bin.000001", 4304L, 1, 1L),
                arguments("the next event of the file", "mysql-bin.000001", 4400L, 0, 96L),
                arguments("the next file", "mysql-bin.000002", 4L, 0, (1L << 32) - 4300));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void shouldGrowWithThePlaceInTheBinlog(String name, String file, long pos, int row, long above) {
        // Given
        versions.configure(Map.of());
        Struct event = Orders.update();
        event.getStruct("source").put("file", file).put("pos", pos).put("row", row);

        // When
        long first = version(versions.apply(Orders.record(Orders.update())));
        long next = version(versions.apply(Orders.record(event)));

        // Then
        assertThat(next - first).isEqualTo(above);
    }

    @Test
    void shouldGrowWithTheEpochAboveAllElse() {
        // Given
        Struct last = Orders.update();
        last.getStruct("source").put("file", "mysql-bin.2097151").put("pos", (1L << 32) - 1);

        // When
        versions.configure(Map.of());
        long before = version(versions.apply(Orders.record(last)));
        versions.configure(Map.of("epoch", "1"));
        long after = version(versions.apply(Orders.record(Orders.update())));
        versions.configure(Map.of("epoch", "1023"));
        long highest = version(versions.apply(Orders.record(last)));

        // Then
        assertThat(after).isGreaterThan(before);
        assertThat(highest).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldTakeTheCommitTimeOrAFieldAndPutItIntoTheRow() {
        // Given
        SourceRecord update = Orders.record(Orders.update());
        SourceRecord delete = Orders.record(Orders.event("d", Orders.row(Orders.ROW, "NEW"), null));

        // When, Then
        versions.configure(Map.of("source", "ts_ns", "header.name", "", "field.name", "version"));
        SourceRecord byTime = versions.apply(update);
        assertThat(((Struct) byTime.value()).getStruct("after").getInt64("version"))
                .isEqualTo(1_795_167_267_039_939_000L);
        assertThat(((Struct) byTime.value()).getStruct("before")).isEqualTo(Orders.row(Orders.ROW, "NEW"));
        ((Struct) byTime.value()).validate();
        assertThat(byTime.headers()).isEmpty();
        versions.configure(Map.of("source", "field", "field", "id"));
        assertThat(version(versions.apply(update))).isEqualTo(1);
        assertThat(version(versions.apply(delete))).as("of the last image").isEqualTo(1);
        assertThat(version(versions.apply(Orders.record(null, Map.of("id", 7)))))
                .isEqualTo(7);
    }

    @Test
    void shouldTakeSourceFieldsOfFlatRowsAndReplaceAnOldHeader() {
        // Given
        versions.configure(Map.of());
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("__source_file", "binlog.000003");
        row.put("__source_pos", 10L);
        row.put("__source_row", 2);
        SourceRecord record = Orders.record(null, row);
        record.headers().addLong("headrace.version", 1);

        // When
        SourceRecord versioned = versions.apply(record);

        // Then
        assertThat(version(versioned)).isEqualTo((3L << 32) + 12);
        assertThat(versioned.headers()).hasSize(1);
        assertThat(record.headers().lastWithName("headrace.version").value()).isEqualTo(1L);
    }

    @Test
    void shouldLetRecordsWithoutARowPass() {
        // Given
        versions.configure(Map.of());
        SourceRecord tombstone = Orders.record(null, null);
        SourceRecord truncate = Orders.record(Orders.event("t", null, null));

        // When, Then
        assertThat(versions.apply(tombstone)).isSameAs(tombstone);
        assertThat(versions.apply(truncate)).isSameAs(truncate);
    }

    @Test
    void shouldRefuseWhatHasNoPlace() {
        // Given
        Struct event = Orders.update();
        event.getStruct("source").put("file", "marked");
        Struct far = Orders.update();
        far.getStruct("source").put("pos", 1L << 32);

        // When, Then
        versions.configure(Map.of());
        assertThatThrownBy(() -> versions.apply(Orders.record(null, Map.of("id", 1))))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("DocumentVersion, field 'source' of (schemaless): needed the binlog file");
        assertThatThrownBy(() -> versions.apply(Orders.record(event)))
                .hasMessageContaining("whose name ends in its number")
                .hasMessageNotContaining("marked");
        assertThatThrownBy(() -> versions.apply(Orders.record(far))).hasMessageContaining("a position under 2^32");
        versions.configure(Map.of("source", "field", "field", "order_number"));
        assertThatThrownBy(() -> versions.apply(Orders.record(Orders.update())))
                .hasMessageContaining("needed a whole number from 0 on, found a String")
                .hasMessageNotContaining("ON-1");
        versions.configure(Map.of("source", "field", "field", "id"));
        assertThatThrownBy(() -> versions.apply(Orders.record(null, Map.of("id", -7))))
                .hasMessageContaining("found a negative number")
                .hasMessageNotContaining("7");
    }

    @Test
    void shouldRefuseContradictions() {
        // When, Then
        assertThatThrownBy(() -> versions.configure(Map.of("source", "field")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("'source' and 'field' contradict");
        assertThatThrownBy(() -> versions.configure(Map.of("field", "id"))).hasMessageContaining("found source=binlog");
        assertThatThrownBy(() -> versions.configure(Map.of("header.name", ""))).hasMessageContaining("both empty");
    }

    private static long version(SourceRecord record) {
        assertThat(record.headers().lastWithName("headrace.version").schema()).isEqualTo(Schema.INT64_SCHEMA);
        return (Long) record.headers().lastWithName("headrace.version").value();
    }
}
