package io.headrace.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A JSON column whose first value made it an object for the server, and then holds a text. */
class ScalarJsonIT {

    @RegisterExtension
    static final Lab lab = new Lab();

    @Test
    void shouldMakeADeadLetterOfTheScalarAloneWithTheServersReason() throws Exception {
        // Given
        Line line = lab.line("scalar").database();
        line.sql(
                "CREATE TABLE note (id INT PRIMARY KEY, prefs JSON)",
                "CREATE TABLE other (id INT PRIMARY KEY)",
                "INSERT INTO note VALUES (1, '{\"theme\": \"dark\"}')");
        line.start();

        // When
        line.sql(
                "INSERT INTO note VALUES (2, '\"just hunter2\"')",
                "INSERT INTO note VALUES (3, '{\"theme\": \"light\"}')",
                "INSERT INTO other VALUES (1)");
        line.awaitDelivered();

        // Then
        assertThat(line.documents("note")).containsOnlyKeys("1", "3");
        assertThat(line.documents("other")).containsOnlyKeys("1");
        List<ConsumerRecord<byte[], byte[]>> letters = lab.topics().records("dlq." + line.sinkName());
        // one, or two of the same record where the first one's receipt came too early
        assertThat(letters)
                .extracting(letter -> header(letter, "__connect.errors.offset"))
                .isNotEmpty()
                .containsOnly(header(letters.get(0), "__connect.errors.offset"));
        assertThat(header(letters.get(0), "__connect.errors.exception.message"))
                .contains("prefs")
                .doesNotContain("hunter2");
        assertThat(line.failures()).isEmpty();
        line.stop();
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
