package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.console.connector.ApplyConfigs;
import io.headrace.console.pipeline.AwaitSnapshot;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.verify.Verdict;
import io.headrace.console.verify.Verify;
import io.headrace.stack.Endpoints;
import io.headrace.stack.LocalStack;
import io.headrace.stack.client.Login;
import io.headrace.stack.port.Ports;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The whole pipeline on real servers with ports and folders of its own, for one test class: what {@code ./cdc up} starts,
 * with the shipped configuration applied and the snapshot searchable. Data and logs stay under {@code target/stacks} for
 * whoever has to find out why a test failed, until the class runs again.
 */
final class Pipeline implements BeforeAllCallback, AfterAllCallback {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private @Nullable LocalStack stack;

    @Override
    @SuppressWarnings("SystemOut")
    public void beforeAll(ExtensionContext context) {
        Path state = Checkout.root()
                .resolve("e2e/target/stacks")
                .resolve(context.getRequiredTestClass().getSimpleName());
        stack = LocalStack.builder()
                .home(Checkout.root())
                .state(state)
                .owned(true)
                .ports(Ports.free())
                .progress(line -> System.out.println("[stack] " + line))
                .build();
        stack.purge();
        stack.start();
        new ApplyConfigs(target(), configs(), PATIENCE).run();
        new AwaitSnapshot(target(), "inventory.orders", PATIENCE, line -> {}).run();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (stack != null) {
            stack.close();
        }
    }

    LocalStack stack() {
        if (stack == null) {
            throw new IllegalStateException("The pipeline is started before all tests of a class");
        }
        return stack;
    }

    Endpoints endpoints() {
        return stack().endpoints();
    }

    PipelineEndpoints target() {
        Endpoints at = endpoints();
        Login app = at.logins().app();
        return PipelineEndpoints.builder()
                .connect(at.connect())
                .kafka(at.bootstrapServers())
                .mysql(at.jdbcUrl(), app.user(), app.password())
                .elasticsearch(at.elasticsearch())
                .listener(at.listener())
                .build();
    }

    static Path configs() {
        return Checkout.root().resolve("connect-configs");
    }

    Connection mysql() throws SQLException {
        Login app = endpoints().logins().app();
        return DriverManager.getConnection(endpoints().jdbcUrl(), app.user(), app.password());
    }

    SearchIndex index() {
        return new SearchIndex(endpoints().elasticsearch());
    }

    TopicReader topics() {
        return new TopicReader(endpoints().bootstrapServers());
    }

    /** Proves that the index equals the table, or says where it does not. */
    @SuppressWarnings("SystemOut")
    void verify() {
        Verify.Options options =
                Verify.Options.of("inventory.orders", LocalStack.tokenKey()).withPatience(PATIENCE);
        Verdict verdict = new Verify(target(), options, line -> {}).run();
        System.out.printf(
                "[verify] %s: %d rows, %d documents, %d rechecked in %d ms%n",
                verdict.outcome(), verdict.rows(), verdict.documents(), verdict.rechecked(), verdict.millis());
        assertThat(verdict.outcome()).as("%s", verdict).isEqualTo(Verdict.Outcome.MATCH);
        assertThat(verdict.rows()).as("rows that were looked at").isEqualTo(rows());
        // a row that came and went may still come and go in the index
        await().atMost(PATIENCE).until(() -> index().count("orders") == verdict.rows());
    }

    private long rows() {
        try (Connection mysql = mysql();
                ResultSet count = mysql.createStatement().executeQuery("SELECT COUNT(*) FROM orders")) {
            count.next();
            return count.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
