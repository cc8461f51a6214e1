package io.headrace.stack.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalElasticsearchTest {
    @ParameterizedTest
    @CsvSource({
        "http://es.example.com:9200, http://es.example.com:9200",
        "http://es.example.com:9200/, http://es.example.com:9200",
        "https://example.com/search/, https://example.com/search"
    })
    void shouldReadAnAddress(String url, String address) {
        assertThat(ExternalElasticsearch.parse(url).address()).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "es.example.com:9200",
                "ftp://es:9200",
                "http://",
                "http://es:9200?pretty",
                "http://elastic:hunter2@es:9200",
                "http://elastic:hunter2 @es:9200"
            })
    void shouldRefuseAnotherFormWithoutShowingASecret(String url) {
        assertThatThrownBy(() -> ExternalElasticsearch.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://host:9200")
                .message()
                .doesNotContain("hunter2");
    }
}
