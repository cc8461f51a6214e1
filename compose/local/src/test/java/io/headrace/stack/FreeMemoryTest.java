package io.headrace.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.stack.server.Size;
import org.junit.jupiter.api.Test;

class FreeMemoryTest {
    private static final String MEMINFO =
            "MemTotal:        8000000 kB\nMemFree:          100000 kB\nMemAvailable:    2048000 kB\n";

    @Test
    void shouldWarnWhenLessIsFreeThanTheServersMayTake() {
        assertThat(FreeMemory.warning(Size.NORMAL, MEMINFO))
                .hasValueSatisfying(warning -> assertThat(warning)
                        .startsWith("Only 2000 MiB of memory are free")
                        .contains("--small"));
    }

    @Test
    void shouldNotWarnWhenThereIsEnough() {
        assertThat(FreeMemory.warning(Size.SMALL, MEMINFO)).isEmpty();
    }

    @Test
    void shouldNotGuessWhereTheSystemDoesNotSay() {
        assertThat(FreeMemory.warning(Size.NORMAL, "")).isEmpty();
    }
}
