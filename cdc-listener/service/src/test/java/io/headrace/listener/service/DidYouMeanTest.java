package io.headrace.listener.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DidYouMeanTest {

    @ParameterizedTest(name = "{0} suggests {1}")
    @CsvSource(textBlock = """
            groupp,   ; did you mean group?
            Group,    ; did you mean group?
            gruop,    ; did you mean group?
            deliver,  ; did you mean delivery?
            id,       ''
            webhooks, ''
            """)
    void shouldSuggestTheClosestNameAndNothingThatIsFarAway(String misspelt, String hint) {
        assertThat(DidYouMean.hint(misspelt, List.of("group", "delivery", "topic.prefix")))
                .isEqualTo(hint);
    }
}
