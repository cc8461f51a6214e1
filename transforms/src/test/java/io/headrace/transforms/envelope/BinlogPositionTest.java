package io.headrace.transforms.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.transforms.path.FieldLocation;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinlogPositionTest {

    private static final FieldLocation LOCATION = new FieldLocation("DocumentVersion", "t.Envelope", "source");

    @Test
    void shouldGrowWithEpochFileAndPosition() {
        // Given
        List<Long> versions = List.of(
                position("mysql-bin.000001", 4, 0).version(0, LOCATION),
                position("mysql-bin.000001", 4, 1).version(0, LOCATION),
                position("mysql-bin.000001", 0xFFFF_FFFEL, 0).version(0, LOCATION),
                position("mysql-bin.000002", 4, 0).version(0, LOCATION),
                position("mysql-bin.2097151", 0xFFFF_FFFEL, 1).version(0, LOCATION),
                position("mysql-bin.000001", 4, 0).version(1, LOCATION),
                position("mysql-bin.2097151", 0xFFFF_FFFEL, 1).version(BinlogPosition.MAX_EPOCH, LOCATION));

        // When, Then
        assertThat(versions).isSorted().doesNotHaveDuplicates().allMatch(version -> version > 0);
    }

    @ParameterizedTest
    @CsvSource({"mysql-bin.2097152, 4", "mysql-bin.000001, 4294967296", "mysql-bin.000001, -5"})
    void shouldRefuseWhatDoesNotFit(String file, long place) {
        // When, Then
        assertThatThrownBy(() -> position(file, place, 0).version(0, LOCATION))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("raise 'epoch' by one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mysql-bin", "mysql-bin.1234567890123456789"})
    void shouldRefuseAFileWhoseNameDoesNotEndInItsNumber(String file) {
        // When, Then
        assertThatThrownBy(() -> position(file, 4, 0))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("a binlog file whose name ends in its number");
    }

    private static BinlogPosition position(String file, long place, int row) {
        return BinlogPosition.of(Map.of("file", file, "pos", place, "row", row), "", LOCATION);
    }
}
