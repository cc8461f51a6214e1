package io.headrace.search.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusalTest {
    private static String shown(String reason) {
        return new Refusal(400, "document_parsing_exception", reason).cutReason();
    }

    @Test
    void shouldNameColumnAndCureOfAMetadataField() {
        assertThat(shown(
                        "[1:9] failed to parse: Field [_id] is a metadata field and cannot be added inside a document. Use"
                                + " the index API request parameters."))
                .contains("Field [_id]")
                .contains("request parameters.")
                .contains("fields.rename");
    }

    @Test
    void shouldKeepTheCauseAtTheEndOfALongReason() {
        // Given
        String reason =
                "failed to parse " + "x".repeat(2_000) + ": object mapping tried to parse as object, but found a value";
        // Then
        assertThat(shown(reason)).endsWith("but found a value").hasSizeLessThan(1_000);
    }

    @Test
    void shouldQuoteNoValue() {
        assertThat(shown("failed to parse field [n] of type [integer]. Preview of field's value: 'secret'"))
                .contains("[n] of type [integer]")
                .doesNotContain("secret");
        assertThat(shown("failed to parse field [n]: For input string: \"secret\""))
                .doesNotContain("secret");
    }
}
