package io.headrace.console.deadletter;

import io.headrace.console.server.Awaited;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Rest;
import io.headrace.console.server.TopicScan;
import io.headrace.console.server.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Records which dead letters are settled, replayed or overtaken, in a compacted Kafka topic that any machine can read. Writes are
 * transactions with one transactional id per connector, so that a second replay fences the first, and not the other way round.
 */
final class ReplayLedger implements AutoCloseable {

    static final String TOPIC = "headrace.replayed-dead-letters";

    /**
     * The contents of the ledger.
     *
     * @param replayed ids of the letters that have been replayed
     * @param overtaken ids of those that a replay left alone for good, since the topic holds a newer record of their key
     */
    record Entries(Set<String> replayed, Set<String> overtaken) {}

    private final KafkaProducer<byte[], byte[]> producer;

    private ReplayLedger(KafkaProducer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** Fences every earlier replay of this connector. */
    static ReplayLedger open(PipelineEndpoints target, Topics topics, String connector) {
        topics.create(TOPIC, 1, Map.of("cleanup.policy", "compact"));
        Properties properties = Topics.properties(target);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "headrace-replay-" + connector);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
        } catch (KafkaException e) {
            producer.close();
            throw new Problem(
                    Problem.Kind.FAILED,
                    "Kafka at " + target.bootstrapServers() + " does not allow transactions for"
                            + " headrace-replay-" + connector
                            + " (" + e.getClass().getSimpleName()
                            + "). The user needs Write and Describe on that transactional id.",
                    e);
        }
        return new ReplayLedger(producer);
    }

    static Entries read(PipelineEndpoints target, Topics topics) {
        Map<String, String> outcomes = new HashMap<>();
        new TopicScan(target)
                .all(
                        topics,
                        TOPIC,
                        record -> outcomes.put(
                                new String(record.key(), StandardCharsets.UTF_8), outcome(record.value())));
        return new Entries(ids(outcomes, ReplayOutcome.State.REPLAYED), ids(outcomes, ReplayOutcome.State.OVERTAKEN));
    }

    private static Set<String> ids(Map<String, String> outcomes, ReplayOutcome.State state) {
        return outcomes.entrySet().stream()
                .filter(entry -> entry.getValue().equals(state.name()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String outcome(byte[] value) {
        try {
            return Rest.JSON.readTree(value).path("outcome").asText();
        } catch (IOException e) {
            return "";
        }
    }

    void begin() {
        guarded(producer::beginTransaction);
    }

    Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        return producer.send(record);
    }

    void commit() {
        guarded(producer::commitTransaction);
    }

    /** Records that these letters need no further replay. */
    void enter(Collection<String> ids, ReplayOutcome.State outcome) {
        begin();
        String entry = Rest.text(Map.of(
                "version", 1, "outcome", outcome.name(), "at", Instant.now().toString()));
        for (String id : ids) {
            Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(
                    TOPIC, id.getBytes(StandardCharsets.UTF_8), entry.getBytes(StandardCharsets.UTF_8)));
        }
        commit();
    }

    /** Where the record of a committed transaction is. */
    static long offset(Future<RecordMetadata> sent) {
        return Awaited.value(
                        sent,
                        e -> new Problem(Problem.Kind.FAILED, "Kafka did not accept a record: " + e.getCause(), e))
                .offset();
    }

    private static void guarded(Runnable step) {
        try {
            step.run();
        } catch (ProducerFencedException e) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "Another replay of this connector has started and replaces this one. Nothing is lost.",
                    e);
        } catch (KafkaException e) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "Kafka did not accept the records of the replay ("
                            + e.getClass().getSimpleName()
                            + "). Run the same command again: it continues where this one stopped.",
                    e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
