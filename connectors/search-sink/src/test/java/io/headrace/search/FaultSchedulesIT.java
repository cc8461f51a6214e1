package io.headrace.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FaultSchedulesIT {
    private static final int SEEDS = 1_005;

    @Test
    void shouldEndWithTheLastWriteOfEachKeyUnderAnyScheduleOfFaults() throws InterruptedException {
        // Given
        Map<Integer, String> failures = new ConcurrentSkipListMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        // When: most of a schedule is waiting, so several run side by side
        for (int seed = 0; seed < SEEDS; seed++) {
            int number = seed;
            threads.execute(() -> {
                try {
                    FaultSchedule.run(number);
                } catch (Throwable failure) {
                    failures.put(number, failure.toString());
                }
            });
        }
        threads.shutdown();
        boolean finished = threads.awaitTermination(1, TimeUnit.HOURS);
        // Then
        assertThat(failures).as("seeds that ended wrongly").isEmpty();
        assertThat(finished).as("all schedules ended").isTrue();
    }
}
