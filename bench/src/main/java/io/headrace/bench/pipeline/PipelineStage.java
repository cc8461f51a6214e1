package io.headrace.bench.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.bench.harness.ProcessUse;
import io.headrace.bench.harness.RestCalls;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.verify.Verdict;
import io.headrace.console.verify.Verify;
import io.headrace.stack.Endpoints;
import io.headrace.stack.LocalStack;
import io.headrace.stack.client.Login;
import io.headrace.stack.port.Ports;
import io.headrace.stack.server.StackServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The servers of the whole pipeline, and connectors that are made and deleted again: each pair of them under names of its
 * own, so that it starts from nothing.
 */
final class PipelineStage implements AutoCloseable {

    private static final Path CONFIGS = Path.of("connect-configs");
    private static final String INDEX = "orders-v1";
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);

    private final LocalStack stack;
    private final RestCalls connect;
    private final RestCalls elasticsearch;

    private PipelineStage(LocalStack stack) {
        this.stack = stack;
        this.connect = new RestCalls(stack.endpoints().connect());
        this.elasticsearch = new RestCalls(stack.endpoints().elasticsearch());
    }

    static PipelineStage start() {
        LocalStack stack = LocalStack.builder()
                .home(Path.of("").toAbsolutePath())
                .owned(true)
                .ports(Ports.free())
                .listener(false)
                .progress(System.err::println)
                .build();
        try {
            stack.start();
            return new PipelineStage(stack);
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    Connection mysql() throws SQLException {
        Endpoints at = stack.endpoints();
        Login app = at.logins().app();
        return DriverManager.getConnection(at.jdbcUrl(), app.user(), app.password());
    }

    String bootstrapServers() {
        return stack.endpoints().bootstrapServers();
    }

    /** The index that the shipped template describes, empty, behind its alias. */
    void recreateIndex() throws IOException, InterruptedException {
        elasticsearch.delete("/" + INDEX);
        elasticsearch.put("/_index_template/orders", Files.readString(CONFIGS.resolve("orders-template.json")));
        elasticsearch.put("/" + INDEX, "{\"aliases\":{\"orders\":{}}}");
    }

    /** Documents written so far. */
    long documentsWritten() throws IOException, InterruptedException {
        return elasticsearch
                .get("/" + INDEX + "/_stats/indexing?filter_path=_all.primaries.indexing.index_total")
                .at("/_all/primaries/indexing/index_total")
                .asLong();
    }

    /** The shipped source under another prefix; its connector has the prefix's name. */
    void createSource(String prefix, Tuning tuning) throws IOException, InterruptedException {
        ObjectNode config = shipped("mysql-source.json", prefix);
        config.put("database.server.id", Integer.toString(200_000 + Math.floorMod(prefix.hashCode(), 100_000)));
        tuning.edits().forEach(config::put);
        connect.put("/connectors/" + prefix + "/config", config.toString());
    }

    void createSink(String prefix) throws IOException, InterruptedException {
        connect.put(
                "/connectors/" + prefix + "-sink/config",
                shipped("elasticsearch-sink.json", prefix).toString());
    }

    private static ObjectNode shipped(String file, String prefix) throws IOException {
        String text = Files.readString(CONFIGS.resolve(file)).replace("dbserver1", prefix);
        return (ObjectNode) RestCalls.JSON.readTree(text).get("config");
    }

    void delete(List<String> connectors) throws IOException, InterruptedException {
        for (String name : connectors) {
            connect.delete("/connectors/" + name);
        }
    }

    /** Stops the connectors and returns when no task of theirs is left. */
    void stop(List<String> connectors) throws IOException, InterruptedException {
        for (String name : connectors) {
            connect.put("/connectors/" + name + "/stop", "");
        }
        await(connectors, "STOPPED", 0);
    }

    void resume(List<String> connectors) throws IOException, InterruptedException {
        for (String name : connectors) {
            connect.put("/connectors/" + name + "/resume", "");
        }
        await(connectors, "RUNNING", 1);
    }

    private void await(List<String> connectors, String state, int tasks) throws IOException, InterruptedException {
        long start = System.nanoTime();
        for (String name : connectors) {
            JsonNode status = connect.find("/connectors/" + name + "/status");
            while (!status.at("/connector/state").asText().equals(state)
                    || status.path("tasks").size() != tasks) {
                if (System.nanoTime() - start > PATIENCE) {
                    throw new IllegalStateException("Connector " + name + " is not " + state + " after "
                            + TimeUnit.NANOSECONDS.toSeconds(PATIENCE) + " s: " + status);
                }
                Thread.sleep(20);
                status = connect.find("/connectors/" + name + "/status");
            }
        }
    }

    /** @throws IllegalStateException when a task has failed, with its trace's last cause */
    void requireHealthy(List<String> connectors) throws IOException, InterruptedException {
        for (String name : connectors) {
            for (JsonNode task : connect.find("/connectors/" + name + "/status").path("tasks")) {
                if (task.path("state").asText().equals("FAILED")) {
                    String trace = task.path("trace").asText();
                    throw new IllegalStateException("The task of " + name + " failed: "
                            + trace.lines()
                                    .filter(line -> line.startsWith("Caused by"))
                                    .reduce((outer, inner) -> inner)
                                    .orElse(trace));
                }
            }
        }
    }

    /** Compares the table with the index, row by row. */
    Verdict verify() {
        Endpoints at = stack.endpoints();
        Login app = at.logins().app();
        PipelineEndpoints target = PipelineEndpoints.builder()
                .connect(at.connect())
                .kafka(at.bootstrapServers())
                .mysql(at.jdbcUrl(), app.user(), app.password())
                .elasticsearch(at.elasticsearch())
                .build();
        return new Verify(target, Verify.Options.of("inventory.orders", LocalStack.tokenKey()), System.err::println)
                .run();
    }

    /** CPU seconds that each server has used so far, by its name. */
    Map<String, Double> cpuSeconds() throws IOException {
        Map<String, Double> seconds = new LinkedHashMap<>();
        for (StackServer server : List.of(stack.mysql(), stack.connect(), stack.kafka(), stack.elasticsearch())) {
            seconds.put(server.name(), new ProcessUse(server.pid()).cpuSeconds());
        }
        return seconds;
    }

    @Override
    public void close() {
        stack.close();
    }
}
