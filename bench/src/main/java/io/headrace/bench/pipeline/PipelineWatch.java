package io.headrace.bench.pipeline;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Watches rows arrive in the topic and documents in the index. The clock of both starts when the first row is in Kafka, and
 * stops with the last: what a connector needs to start is told apart.
 */
final class PipelineWatch implements AutoCloseable {

    /**
     * @param startSeconds from the call that set the connectors going to the first row in Kafka
     * @param cpuSeconds of each server, from that call to the end
     */
    record Figures(
            double startSeconds,
            double sourceRowsPerSecond,
            double wholeRowsPerSecond,
            Map<String, Double> cpuSeconds) {}

    private static final long LOOK_EVERY_MILLIS = 25;
    private static final long QUIET = TimeUnit.SECONDS.toNanos(4);
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(3);

    private final PipelineStage stage;
    private final Admin admin;
    private final String topic;
    private final List<String> connectors;
    private final boolean toTheIndex;
    private long endBefore;
    private long documentsBefore;

    PipelineWatch(PipelineStage stage, String topic, List<String> connectors, boolean toTheIndex) {
        this.stage = stage;
        this.admin = Admin.create(Map.of("bootstrap.servers", stage.bootstrapServers()));
        this.topic = topic;
        this.connectors = connectors;
        this.toTheIndex = toTheIndex;
    }

    /** What is there now does not count. */
    void mark() throws IOException, InterruptedException, ExecutionException {
        endBefore = end();
        documentsBefore = toTheIndex ? stage.documentsWritten() : 0;
    }

    /** Something that sets the connectors going. */
    interface Kick {
        void go() throws IOException, InterruptedException;
    }

    /** Waits until so many rows have arrived since {@link #mark}. */
    Figures await(int rows, Kick kick) throws IOException, InterruptedException, ExecutionException {
        Map<String, Double> cpuBefore = stage.cpuSeconds();
        long start = System.nanoTime();
        kick.go();
        long end = endBefore;
        long firstAt = 0;
        long sourceAt = start;
        long documents = documentsBefore;
        long documentsAt = start;
        Map<String, Double> cpu = cpuBefore;
        while (true) {
            long now = System.nanoTime();
            long endNow = end();
            if (endNow > end) {
                firstAt = firstAt == 0 ? now : firstAt;
                end = endNow;
                sourceAt = now;
                cpu = stage.cpuSeconds();
            }
            if (toTheIndex && documents - documentsBefore < rows) {
                long documentsNow = stage.documentsWritten();
                if (documentsNow > documents) {
                    documents = documentsNow;
                    documentsAt = now;
                    cpu = stage.cpuSeconds();
                }
            }
            boolean indexed = !toTheIndex || documents - documentsBefore >= rows;
            if (firstAt > 0 && indexed && now - sourceAt > QUIET) {
                break;
            }
            if (now - Math.max(sourceAt, documentsAt) > PATIENCE) {
                stage.requireHealthy(connectors);
                throw new IllegalStateException("Nothing has moved for " + TimeUnit.NANOSECONDS.toSeconds(PATIENCE)
                        + " s: " + (end - endBefore) + " offsets in " + topic + ", " + (documents - documentsBefore)
                        + " documents of " + rows + " rows.");
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        Map<String, Double> used = new LinkedHashMap<>();
        cpu.forEach((server, seconds) -> used.put(server, seconds - cpuBefore.getOrDefault(server, 0.0)));
        return new Figures(
                (firstAt - start) / 1e9,
                rows / ((sourceAt - firstAt) / 1e9),
                toTheIndex ? rows / ((Math.max(documentsAt, sourceAt) - firstAt) / 1e9) : 0,
                used);
    }

    /** The sum of the end offsets of the partitions; 0 while there is no topic. */
    private long end() throws InterruptedException, ExecutionException {
        try {
            List<TopicPartition> partitions =
                    admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                            .flatMap(described -> described.partitions().stream())
                            .map(partition -> new TopicPartition(topic, partition.partition()))
                            .toList();
            return admin
                    .listOffsets(partitions.stream()
                            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                    .all()
                    .get()
                    .values()
                    .stream()
                    .mapToLong(ListOffsetsResultInfo::offset)
                    .sum();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return 0;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
