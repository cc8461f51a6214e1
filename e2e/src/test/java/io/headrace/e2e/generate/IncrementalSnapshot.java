package io.headrace.e2e.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Has a source read rows once more, between its changes, as a repair does. */
final class IncrementalSnapshot {

    private static final String ID = "generated";

    private final String bootstrapServers;
    private final RawTopics raw;
    private final String source;

    IncrementalSnapshot(String bootstrapServers, RawTopics raw, String source) {
        this.bootstrapServers = bootstrapServers;
        this.raw = raw;
        this.source = source;
    }

    /** Whether what was signalled has been read: the source reads on when the binlog moves. */
    boolean isDone() {
        return raw.read("notifications." + source).stream()
                .map(record -> Batch.text(record.value()))
                .anyMatch(text -> text.contains(ID) && text.contains("Incremental") && text.contains("\"COMPLETED\""));
    }

    /** @param tables {@code database.table} */
    void signal(List<String> tables) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic(source), source, text(tables)))
                    .get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where a source looks for signals; it has to be there. */
    static String topic(String source) {
        return "signals." + source;
    }

    private static String text(List<String> tables) throws JsonProcessingException {
        List<String> patterns =
                tables.stream().map(table -> table.replace(".", "\\.")).toList();
        return JsonForm.EXACT.writeValueAsString(Map.of(
                "id",
                ID,
                "type",
                "execute-snapshot",
                "data",
                Map.of("type", "INCREMENTAL", "data-collections", patterns)));
    }
}
