package io.headrace.listener.internal.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.listener.Envelopes;
import io.headrace.listener.deadletter.Selection;
import io.headrace.listener.deadletter.SelectionJson;
import io.headrace.listener.internal.decode.Json;
import io.headrace.listener.internal.decode.JsonChangeDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchingTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            delimiter = '|',
            value = {
                "{\"id\":1} | {\"id\":1} | true",
                "{\"id\":18446744073709551615} | {\"id\":18446744073709551615} | true",
                "{\"id\":18446744073709551615} | {\"id\":18446744073709551614} | false",
                "{\"tier\":10.0} | {\"tier\":10} | true",
                "{\"n\":1234567890123456.789012345} | {\"n\":1234567890123456.789012345} | true",
                "{\"n\":1234567890123456.789012345} | {\"n\":1234567890123456.789012346} | false",
                "{\"warehouse\":1,\"article\":100} | {\"article\":100,\"warehouse\":1} | true",
                "{\"warehouse\":1,\"article\":100} | {\"warehouse\":1} | false",
                "{\"code\":\"1\"} | {\"code\":1} | false",
            })
    void shouldFindTheChangesOfARow(String wanted, String key, boolean matches) throws Exception {
        // Given
        Selection.Source selection = new Selection.Source(new Selection.Beginning(), Optional.of(stored(wanted)));
        Matching matching = new Matching(selection, new JsonChangeDecoder());

        // Then
        assertThat(matching.matches(new ConsumerRecord<>(
                        "t",
                        0,
                        0,
                        key.getBytes(StandardCharsets.UTF_8),
                        Envelopes.create().created(Envelopes.order(1, "NEW")))))
                .isEqualTo(matches);
    }

    /** As another instance reads it from the progress topic. */
    private static JsonNode stored(String key) throws Exception {
        Selection asked = new Selection.Source(new Selection.Beginning(), Optional.of(Json.exact(key)));
        Selection read =
                SelectionJson.read(Json.exact(SelectionJson.write(asked).toString()));
        return ((Selection.Source) read).key().orElseThrow();
    }
}
