package io.headrace.console.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageSizeTest {

    @ParameterizedTest
    @CsvSource({
        "400, 5000", // as many as a search should answer with
        "2097, 1000",
        "100000, 20",
        "20000000, 1"
    })
    void shouldAskForWhatFitsIntoMemory(int bytesOfDocument, int expected) {
        PageSize size = new PageSize();

        for (int page = 0; page < 5; page++) {
            size.was(size.next(), size.next() * bytesOfDocument);
        }

        assertThat(size.next()).isEqualTo(expected);
    }

    @Test
    void shouldLearnNothingFromAPageWithoutDocuments() {
        PageSize size = new PageSize();
        int before = size.next();

        size.was(0, 200);

        assertThat(size.next()).isEqualTo(before);
    }
}
