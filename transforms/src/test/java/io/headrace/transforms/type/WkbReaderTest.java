package io.headrace.transforms.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.transforms.path.FieldLocation;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class WkbReaderTest {

    private static final FieldLocation LOCATION = new FieldLocation("Test", "t.Value", "g");
    private static final byte[] LINE = HexFormat.of()
            .parseHex("000000000200000002" + "3FF0000000000000" + "4000000000000000" + "4008000000000000"
                    + "4010000000000000");

    @Test
    void shouldReadALineInBothAxisOrders() {
        // When, Then
        assertThat(WkbReader.read(LINE, AxisOrder.XY, LOCATION).wkt()).isEqualTo("LINESTRING(1.0 2.0,3.0 4.0)");
        assertThat(WkbReader.read(LINE, AxisOrder.YX, LOCATION).wkt()).isEqualTo("LINESTRING(2.0 1.0,4.0 3.0)");
    }

    @Test
    void shouldNotAllocateForACountThatTheBytesCannotHold() {
        // Given
        byte[] bytes = LINE.clone();
        ByteBuffer.wrap(bytes).putInt(5, Integer.MAX_VALUE);

        // When, Then
        assertThatThrownBy(() -> WkbReader.read(bytes, AxisOrder.XY, LOCATION))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("needed a geometry in well-known binary");
    }

    @RepeatedTest(3)
    void shouldAnswerBrokenBytesWithNothingButAnErrorOfTheRecord(RepetitionInfo seed) {
        // Given
        Random random = new Random(seed.getCurrentRepetition());

        // When, Then
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = Arrays.copyOf(LINE, random.nextInt(LINE.length + 1));
            for (int flips = random.nextInt(4); flips > 0 && bytes.length > 0; flips--) {
                bytes[random.nextInt(Math.min(bytes.length, 9))] = (byte) random.nextInt();
            }
            assertThatCode(() -> {
                        try {
                            WkbReader.read(bytes, AxisOrder.XY, LOCATION).wkt();
                        } catch (DataException expected) {
                            assertThat(expected).hasMessageContaining("bytes that are none");
                        }
                    })
                    .as(HexFormat.of().formatHex(bytes))
                    .doesNotThrowAnyException();
        }
    }
}
