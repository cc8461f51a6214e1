package io.headrace.bench.sink;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.bench.harness.ProcessUse;
import io.headrace.bench.harness.RestCalls;
import io.headrace.stack.LocalStack;
import io.headrace.stack.port.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A broker, an Elasticsearch and a Connect worker of their own, each a process, for measuring sinks. */
final class SinkStage implements AutoCloseable {

    private final LocalStack stack;
    private final RestCalls elasticsearch;
    private final RestCalls connect;

    private SinkStage(LocalStack stack) {
        this.stack = stack;
        this.elasticsearch = new RestCalls(stack.endpoints().elasticsearch());
        this.connect = new RestCalls(stack.endpoints().connect());
    }

    /** @param plugin the folder with another sink's jars; empty for none */
    static SinkStage start(String plugin) throws IOException {
        Path home = Path.of("").toAbsolutePath();
        LocalStack.Builder builder = LocalStack.builder()
                .home(home)
                .owned(true)
                .ports(Ports.free())
                .listener(false)
                .progress(System.err::println);
        if (!plugin.isEmpty()) {
            Path folder = Path.of(plugin).toAbsolutePath();
            if (!Files.isDirectory(folder)) {
                throw new IllegalArgumentException(
                        "--plugin needs a folder with a sink's jars; " + folder + " is none.");
            }
            Path linked = Files.createTempDirectory("headrace-bench-plugin-");
            Files.createSymbolicLink(linked.resolve("other"), folder);
            // Not every plugin ships the file that the shipped discovery reads.
            builder.connectSetting("plugin.discovery", "hybrid_warn")
                    .connectSetting("plugin.path", home.resolve("connectors/plugins/target/plugins") + "," + linked);
        }
        LocalStack stack = builder.build();
        try {
            stack.kafka().start();
            stack.elasticsearch().start();
            stack.connect().start();
            return new SinkStage(stack);
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    LocalStack stack() {
        return stack;
    }

    RestCalls elasticsearch() {
        return elasticsearch;
    }

    ProcessUse worker() {
        return new ProcessUse(stack.connect().pid());
    }

    ProcessUse server() {
        return new ProcessUse(stack.elasticsearch().pid());
    }

    /** An empty index for the topic, whatever was there before. */
    void recreateIndex(SinkTopic topic) throws IOException, InterruptedException {
        elasticsearch.delete("/" + topic.name());
        elasticsearch.put(
                "/" + topic.name(),
                "{\"settings\":{\"number_of_shards\":1,\"number_of_replicas\":0},\"mappings\":"
                        + SinkDocuments.mapping() + "}");
    }

    /** Documents written and deleted so far in the topic's index. */
    long operations(SinkTopic topic) throws IOException, InterruptedException {
        JsonNode indexing = elasticsearch
                .get(
                        "/" + topic.name()
                                + "/_stats/indexing?filter_path=_all.primaries.indexing.index_total,_all.primaries.indexing.delete_total")
                .path("_all")
                .path("primaries")
                .path("indexing");
        return indexing.path("index_total").asLong()
                + indexing.path("delete_total").asLong();
    }

    void createConnector(String name, JsonNode config) throws IOException, InterruptedException {
        connect.put("/connectors/" + name + "/config", config.toString());
    }

    void deleteConnector(String name) throws IOException, InterruptedException {
        connect.delete("/connectors/" + name);
    }

    /** @throws IllegalStateException when a task has failed, with the first line of its trace */
    void requireHealthy(String name) throws IOException, InterruptedException {
        for (JsonNode task : connect.find("/connectors/" + name + "/status").path("tasks")) {
            if (task.path("state").asText().equals("FAILED")) {
                String trace = task.path("trace").asText();
                throw new IllegalStateException("The task of " + name + " failed: "
                        + trace.lines()
                                .filter(line -> line.startsWith("Caused by"))
                                .reduce((a, b) -> b)
                                .orElse(trace)
                        + " The worker's log is " + stack.connect().log());
            }
        }
    }

    @Override
    public void close() {
        stack.close();
    }
}
