package io.headrace.console.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class TimeSpanTest {

    @ParameterizedTest(name = "{0} is {1} ms")
    @CsvSource({"500ms,500", "60s,60000", "60,60000", "5m,300000", "1h,3600000"})
    void shouldReadANumberWithItsUnit(String text, long millis) {
        assertThat(new TimeSpan().convert(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void shouldSayWhatATimeLooksLike() {
        assertThatThrownBy(() -> new TimeSpan().convert("soon"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("500ms, 60s, 5m or 1h");
    }
}
