package io.headrace.listener.service.reaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.listener.internal.decode.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnTextTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            value = {
                "12.50, 12.50",
                "1E-8, 0.00000001",
                "18446744073709551615, 18446744073709551615",
                "1E+300, 1E+300",
                "4.9E-324, 4.9E-324",
                "\"1E-8\", 1E-8",
                "true, true",
                "{\"zip\":1.50}, {\"zip\":1.50}",
            })
    void shouldWriteAColumnAsMysqlDoes(String json, String text) throws Exception {
        assertThat(ColumnText.of(Json.exact(json))).isEqualTo(text);
    }
}
