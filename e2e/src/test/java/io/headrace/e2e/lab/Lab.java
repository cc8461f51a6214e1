package io.headrace.e2e.lab;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.headrace.console.server.PipelineEndpoints;
import io.headrace.stack.Endpoints;
import io.headrace.stack.LocalStack;
import io.headrace.stack.install.Jdk;
import io.headrace.stack.port.Ports;
import io.headrace.stack.search.SearchEngine;
import io.headrace.stack.server.Size;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Real servers that every class of this package shares: started by the first that asks, ended after the last test of the
 * run. No connector runs until a test starts a {@link Line}.
 */
public final class Lab implements BeforeAllCallback {

    private record Servers(LocalStack stack, Pulse pulse) implements AutoCloseable {
        @Override
        public void close() {
            pulse.close();
            stack.close();
        }
    }

    private final SearchEngine engine;
    private @Nullable LocalStack stack;

    public Lab() {
        this(SearchEngine.ELASTICSEARCH_8);
    }

    /** @param engine for tests of the profile compat; without the JDK that it needs, the class is skipped */
    Lab(SearchEngine engine) {
        this.engine = engine;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        assumeTrue(
                engine == SearchEngine.ELASTICSEARCH_8
                        || Jdk.atLeast(SearchEngine.JDK).isPresent(),
                "a JDK " + SearchEngine.JDK + " or newer is not installed");
        stack = context.getRoot()
                .getStore(Namespace.create(Lab.class))
                .computeIfAbsent(engine, key -> start(engine), Servers.class)
                .stack();
    }

    private static Servers start(SearchEngine engine) {
        LocalStack stack = LocalStack.builder()
                .searchEngine(engine)
                .ports(Ports.free())
                .size(Size.SMALL)
                .owned(true)
                .listener(false)
                .build();
        stack.start();
        try {
            return new Servers(stack, Pulse.start(mysql(stack.endpoints())));
        } catch (SQLException e) {
            stack.close();
            throw new IllegalStateException(e);
        }
    }

    public LocalStack stack() {
        if (stack == null) {
            throw new IllegalStateException("The lab is opened before all tests of a class");
        }
        return stack;
    }

    public Endpoints at() {
        return stack().endpoints();
    }

    /** What the console's operations need, with a user who may read everything. */
    public PipelineEndpoints target() {
        return PipelineEndpoints.builder()
                .connect(at().connect())
                .kafka(at().bootstrapServers())
                .mysql(
                        at().jdbcUrl(),
                        at().logins().root().user(),
                        at().logins().root().password())
                .elasticsearch(at().elasticsearch())
                .build();
    }

    /** As root, in UTC and without a strict mode, so that zero dates and labels that an ENUM lacks are taken. */
    public Connection mysql() throws SQLException {
        return mysql(at());
    }

    private static Connection mysql(Endpoints at) throws SQLException {
        Connection connection = DriverManager.getConnection(
                at.jdbcUrl() + "?allowPublicKeyRetrieval=true&useSSL=false&connectionTimeZone=UTC",
                at.logins().root().user(),
                at.logins().root().password());
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET sql_mode = '', time_zone = '+00:00'");
        }
        return connection;
    }

    /** Runs statements in one session of root. */
    public void sql(String... statements) throws SQLException {
        try (Connection connection = mysql();
                Statement statement = connection.createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
        }
    }

    public LabIndex index() {
        return new LabIndex(at().elasticsearch());
    }

    public LabConnect connect() {
        return new LabConnect(at().connect());
    }

    public LabTopics topics() {
        return new LabTopics(at().bootstrapServers());
    }

    /**
     * A pipeline of its own: database {@code name}, a source with the prefix {@code name} and a sink of all its topics,
     * made from the shipped connector JSON. Nothing is started yet.
     *
     * @param name lower-case letters, digits and underscores, used by no other class
     */
    public Line line(String name) {
        return new Line(this, name);
    }
}
