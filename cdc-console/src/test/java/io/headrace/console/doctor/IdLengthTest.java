package io.headrace.console.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdLengthTest {

    @ParameterizedTest(name = "{0} characters of {1} are up to {2} bytes of an id")
    @CsvSource({
        "300, utf8mb4, 1200",
        "128, utf8mb4, 512",
        "300, utf8mb3, 900",
        "200, latin1, 600", // the euro sign is one byte to MySQL and three in UTF-8
        "512, ascii, 512",
        "150, utf16, 600",
        "150, gb18030, 600",
        "16, '', 32", // BINARY(16), as hex
        "0, '', 67" // numbers, dates and times
    })
    void shouldCountTheBytesOfUtf8(long characters, String charset, long bytes) {
        assertThat(IdLength.of(List.of(new IdLength.Part("k", characters, charset))))
                .isEqualTo(bytes);
    }

    @Test
    void shouldCountAllPartsAndWhatStandsBetween() {
        assertThat(IdLength.of(List.of(
                        new IdLength.Part("tenant", 100, "utf8mb4"),
                        new IdLength.Part("id", 0, ""),
                        new IdLength.Part("code", 10, "ascii"))))
                .isEqualTo(400 + 1 + 67 + 1 + 10);
    }
}
