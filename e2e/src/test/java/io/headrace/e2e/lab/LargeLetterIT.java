package io.headrace.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A refused record of 2 MB, which is more than Connect's producer of dead letters takes by itself. */
class LargeLetterIT {

    private static final String SMALL = "letters-small";

    /** A letter whose receipt came too early is sent twice: the sink can't tell it from one that Connect dropped. */
    private static final int SENT_AT_MOST = 2;

    private static final String MAPPING =
            "{\"mappings\":{\"properties\":{\"n\":{\"type\":\"integer\"},\"body\":{\"type\":\"text\",\"index\":false}}}}";

    @RegisterExtension
    static final Lab LAB = new Lab();

    private static Line line;

    @BeforeAll
    static void start() throws SQLException {
        line = LAB.line("letters").database();
        line.sql(
                "CREATE TABLE big (id INT PRIMARY KEY, n VARCHAR(20), body LONGTEXT)",
                "INSERT INTO big VALUES (1, '7', REPEAT('x', 2000000)), (2, 'not a number', REPEAT('y', 2000000)),"
                        + " (3, '8', 'z')");
        LAB.index().send("PUT", "/" + line.topic("big"), MAPPING);
        line.start();
    }

    @AfterAll
    static void stop() {
        LAB.connect().delete(SMALL);
        line.stop();
    }

    @Test
    void shouldPutTheWholeRecordIntoTheDeadLetters() {
        // Then: the offsets that start() waits for are not passed before the letter is written
        assertThat(line.documents("big")).containsOnlyKeys("1", "3");
        List<ConsumerRecord<byte[], byte[]>> letters = LAB.topics().records("dlq." + line.sinkName());
        assertThat(letters).hasSizeBetween(1, SENT_AT_MOST).allSatisfy(letter -> {
            assertThat(new String(letter.key(), StandardCharsets.UTF_8)).isEqualTo("{\"id\":2}");
            assertThat(letter.value()).hasSizeGreaterThan(2_000_000);
            assertThat(letter.headers().lastHeader("__connect.errors.offset")).isNotNull();
        });
    }

    @Test
    void shouldStopBeforeARecordWhoseLetterTheProducerDoesNotTakeAndGoOnOnceItDoes() {
        // Given
        String index = "letters-small";
        LAB.index().send("PUT", "/" + index, MAPPING);
        Map<String, String> config = new TreeMap<>(line.sink());
        config.remove("topics.regex");
        config.put("topics", line.topic("big"));
        config.put("index", index);
        config.put("errors.deadletterqueue.topic.name", "dlq." + SMALL);
        config.put("producer.override.max.request.size", "1048576");

        // When
        LAB.connect().put(SMALL, config);
        await().atMost(Line.LIMIT).until(() -> !LAB.connect().failure(SMALL).isEmpty());

        // Then
        long offset = LAB.topics().records(line.topic("big")).stream()
                .filter(letter -> new String(letter.key(), StandardCharsets.UTF_8).equals("{\"id\":2}"))
                .findFirst()
                .orElseThrow()
                .offset();
        assertThat(LAB.connect().failure(SMALL))
                .contains("its dead letter could not be written either")
                .contains("producer.override.max.request.size")
                .contains(line.topic("big") + "-0@" + offset)
                .doesNotContain("not a number");
        assertThat(LAB.topics().committedBeyond("connect-" + SMALL, Map.of(line.topic("big"), offset)))
                .as("whether the refused record is passed")
                .isFalse();

        // When
        config.put("producer.override.max.request.size", line.sink().get("producer.override.max.request.size"));
        LAB.connect().put(SMALL, config);

        // Then
        await().atMost(Line.LIMIT)
                .until(() -> LAB.topics().committedBeyond("connect-" + SMALL, Map.of(line.topic("big"), offset)));
        assertThat(LAB.topics().records("dlq." + SMALL)).hasSizeBetween(1, SENT_AT_MOST);
        assertThat(LAB.index().documents(index)).containsOnlyKeys("1", "3");
    }
}
