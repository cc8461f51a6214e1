package io.headrace.bench.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.connector.ApplyConfigs;
import io.headrace.console.pipeline.AwaitSnapshot;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.stack.Endpoints;
import io.headrace.stack.LocalStack;
import io.headrace.stack.client.Login;
import io.headrace.stack.port.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** The whole pipeline as shipped, on ports and folders of its own, for one benchmark. */
final class BenchPipeline implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final LocalStack stack;
    private final Path configs;

    private BenchPipeline(LocalStack stack, Path configs) {
        this.stack = stack;
        this.configs = configs;
    }

    /**
     * Starts it and waits until the snapshot is searchable.
     *
     * @param transactions whether the source is exactly-once, as shipped; else at-least-once
     */
    static BenchPipeline start(boolean transactions) throws IOException {
        return start(transactions, 0, true);
    }

    /**
     * Starts it on a table that has more orders, so that the source's first snapshot brings them all.
     *
     * @param orders how many orders the table gets beside those of the demo
     * @param listener whether the listener reacts to the changes, as in the demo
     */
    static BenchPipeline start(boolean transactions, int orders, boolean listener) throws IOException {
        LocalStack stack = LocalStack.builder()
                .home(Path.of("").toAbsolutePath())
                .owned(true)
                .listener(listener)
                .ports(Ports.free())
                .connectSetting("exactly.once.source.support", transactions ? "enabled" : "disabled")
                .progress(System.err::println)
                .build();
        Path configs = Files.createDirectories(stack.state().resolve("bench-configs"));
        for (String file : List.of("mysql-source.json", "elasticsearch-sink.json", "orders-template.json")) {
            Files.copy(Path.of("connect-configs", file), configs.resolve(file));
        }
        if (!transactions) {
            ObjectNode source = (ObjectNode)
                    JSON.readTree(configs.resolve("mysql-source.json").toFile());
            ((ObjectNode) source.get("config")).remove("exactly.once.support");
            JSON.writeValue(configs.resolve("mysql-source.json").toFile(), source);
        }
        BenchPipeline pipeline = new BenchPipeline(stack, configs);
        try {
            stack.start();
            if (orders > 0) {
                pipeline.addOrders(orders);
            }
            pipeline.apply();
            new AwaitSnapshot(pipeline.target(), "inventory.orders", PATIENCE, System.err::println).run();
            return pipeline;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    /** Gives the sink another {@code refresh} setting. */
    void refresh(String mode) throws IOException {
        ObjectNode sink = (ObjectNode)
                JSON.readTree(configs.resolve("elasticsearch-sink.json").toFile());
        ((ObjectNode) sink.get("config")).put("refresh", mode);
        JSON.writeValue(configs.resolve("elasticsearch-sink.json").toFile(), sink);
        apply();
    }

    Connection connect() throws SQLException {
        Endpoints at = stack.endpoints();
        return DriverManager.getConnection(
                at.jdbcUrl(), at.logins().app().user(), at.logins().app().password());
    }

    private void addOrders(int orders) {
        try (Connection mysql = connect()) {
            ManyOrders.insert(mysql, orders);
        } catch (SQLException e) {
            throw new IllegalStateException("The orders of the benchmark could not be inserted.", e);
        }
    }

    HopProbe captured() {
        return TopicProbe.start(stack.endpoints().bootstrapServers(), "dbserver1.inventory.orders");
    }

    HopProbe reacted() {
        return ReactionProbe.start(stack.endpoints().bootstrapServers());
    }

    HopProbe readable() {
        return SearchProbe.start(stack.endpoints().elasticsearch(), SearchProbe.Asks.GET_BY_ID);
    }

    HopProbe searchable() {
        return SearchProbe.start(stack.endpoints().elasticsearch(), SearchProbe.Asks.SEARCH);
    }

    private void apply() {
        new ApplyConfigs(target(), configs, PATIENCE).run();
    }

    PipelineEndpoints target() {
        Endpoints at = stack.endpoints();
        Login app = at.logins().app();
        return PipelineEndpoints.builder()
                .connect(at.connect())
                .kafka(at.bootstrapServers())
                .mysql(at.jdbcUrl(), app.user(), app.password())
                .elasticsearch(at.elasticsearch())
                .listener(at.listener())
                .build();
    }

    @Override
    public void close() {
        stack.close();
    }
}
