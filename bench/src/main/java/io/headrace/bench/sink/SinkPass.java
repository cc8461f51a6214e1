package io.headrace.bench.sink;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.bench.harness.ProcessUse;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * One sink indexes one topic from its beginning into an empty index. Its rate counts from the first document that was seen
 * in the index to the last; its CPU time from before the connector is made, so that nothing is left out.
 */
final class SinkPass {

    /**
     * @param cpuSeconds of the worker
     * @param serverCpuSeconds of Elasticsearch
     * @param peakMiB the most resident memory of the worker during the pass
     */
    record Figures(double recordsPerSecond, double cpuSeconds, double serverCpuSeconds, long peakMiB) {}

    private static final long LOOK_EVERY_MILLIS = 100;
    private static final long QUIET = TimeUnit.MILLISECONDS.toNanos(2_500);
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(3);

    private final SinkStage stage;
    private final SinkTopic topic;
    private final String connector;
    private final ObjectNode config;

    SinkPass(SinkStage stage, SinkTopic topic, String connector, ObjectNode config) {
        this.stage = stage;
        this.topic = topic;
        this.connector = connector;
        this.config = config;
    }

    /** Leaves the index for the check, and no connector. */
    Figures run() throws IOException, InterruptedException {
        stage.recreateIndex(topic);
        ProcessUse worker = stage.worker();
        ProcessUse server = stage.server();
        worker.resetPeak();
        double cpuBefore = worker.cpuSeconds();
        double serverBefore = server.cpuSeconds();
        stage.createConnector(connector, config);
        try {
            long first = awaitFirst();
            long firstAt = System.nanoTime();
            long seen = first;
            long seenAt = firstAt;
            double cpu = 0;
            double serverCpu = 0;
            // A topic with several records to a document may need fewer operations than it has records.
            while (cpu == 0 || (seen < topic.records() && System.nanoTime() - seenAt < QUIET)) {
                Thread.sleep(LOOK_EVERY_MILLIS);
                long now = stage.operations(topic);
                if (now > seen || cpu == 0) {
                    seen = now;
                    seenAt = System.nanoTime();
                    cpu = worker.cpuSeconds() - cpuBefore;
                    serverCpu = server.cpuSeconds() - serverBefore;
                }
            }
            stage.requireHealthy(connector);
            double share = 1 - (double) first / Math.max(seen, 1);
            return new Figures(topic.records() * share / ((seenAt - firstAt) / 1e9), cpu, serverCpu, worker.peakMiB());
        } finally {
            stage.deleteConnector(connector);
        }
    }

    private long awaitFirst() throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < PATIENCE) {
            long operations = stage.operations(topic);
            if (operations > 0) {
                return operations;
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
            stage.requireHealthy(connector);
        }
        throw new IllegalStateException("Connector " + connector + " has written nothing for "
                + TimeUnit.NANOSECONDS.toSeconds(PATIENCE) + " s. The worker's log is "
                + stage.stack().connect().log());
    }
}
