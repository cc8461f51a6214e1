package io.headrace.search;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A few of the schedules of {@link FaultSchedulesIT}, for the quick build. */
class FaultScheduleTest {
    @ParameterizedTest
    @ValueSource(longs = {3, 9, 78, 147, 182, 267, 1_001, 1_002, 1_003, 1_004})
    void shouldEndWithTheLastWriteOfEachKey(long seed) {
        FaultSchedule.run(seed);
    }
}
