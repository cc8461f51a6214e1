package io.headrace.stack.server;

import io.headrace.stack.port.ServerPort;
import io.headrace.stack.process.CdsArchiver;
import io.headrace.stack.search.SearchEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * The servers of one stack, except those that external ones replace. Each is started after the one it depends on, and readers are stopped before
 * what they read from. Calls must not overlap, except that the result of {@link #undoOfStart} may run while another thread is in
 * {@link #start}.
 */
public final class StackServers {
    private final Mysqld mysql;
    private final KafkaBroker kafka;
    private final ConnectWorker connect;
    private final SearchEngineServer elasticsearch;
    private final ListenerServer listener;
    private final List<ChildServer> own;
    private final CdsArchiver archiver;

    /** Sets up nothing and starts nothing yet. */
    public StackServers(ServerContext context, SearchEngine engine, ServerOverrides overrides) {
        this.mysql = new Mysqld(context, overrides.mysqlOptions());
        this.kafka = new KafkaBroker(context);
        this.connect = new ConnectWorker(context, overrides.connectSettings(), overrides.connectHeap());
        this.elasticsearch = new SearchEngineServer(context, engine, overrides.searchSettings());
        this.listener = new ListenerServer(context, overrides.listenerConfiguration());
        this.own = Stream.of(listener, connect, kafka, elasticsearch, mysql)
                .filter(server -> !context.external().replacedPorts().contains(server.serverPort()))
                .toList();
        this.archiver = new CdsArchiver(context.folder("class-archives"));
    }

    /** Whether the broker of the stack in this folder has, or may have, topics. */
    public static boolean haveTopics(Path state) {
        return KafkaBroker.isFormatted(state.resolve(KafkaBroker.NAME));
    }

    /** In the order in which they are stopped: readers before what they read from. */
    public List<StackServer> all() {
        return List.copyOf(own);
    }

    /** @throws IllegalStateException when the stack uses another's */
    public StackServer mysql() {
        return requireOwn(mysql);
    }

    public StackServer kafka() {
        return kafka;
    }

    public StackServer connect() {
        return connect;
    }

    /** @throws IllegalStateException when the stack uses another's */
    public StackServer elasticsearch() {
        return requireOwn(elasticsearch);
    }

    public StackServer listener() {
        return listener;
    }

    private StackServer requireOwn(ChildServer server) {
        if (!own.contains(server)) {
            throw new IllegalStateException("This stack was built with another " + server.name()
                    + " than its own; its address is in endpoints()");
        }
        return server;
    }

    public boolean isAnyAlive() {
        return own.stream().anyMatch(ChildServer::isAlive);
    }

    /** Whether a running server holds this port. */
    public boolean hold(ServerPort port) {
        return switch (port) {
            case KAFKA_CONTROLLER -> kafka.isAlive();
            case ELASTICSEARCH_TRANSPORT -> elasticsearch.isAlive();
            default -> own.stream().anyMatch(server -> server.serverPort() == port && server.isAlive());
        };
    }

    /**
     * Starts them, in parallel where they don't depend on each other, and returns once each has answered. If one fails, all are stopped.
     *
     * @throws io.headrace.stack.failure.StackException the first failure
     */
    public void start(boolean withListener) {
        StartOrder order = new StartOrder();
        order.start(kafka, withListener ? new StackServer[] {connect, listener} : new StackServer[] {connect});
        Stream.of(mysql, elasticsearch).filter(own::contains).forEach(order::start);
        try {
            order.await();
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
        archiver.makeMissing(own.stream()
                .filter(server -> server.isAlive() && !server.archivedJars().isEmpty())
                .map(ChildServer::cdsArchive)
                .toList());
    }

    /** For the end of this JVM: stops the servers that do not run at the time of this call, and lets none start any more. */
    public Runnable undoOfStart() {
        List<ChildServer> absent =
                own.stream().filter(server -> !server.isAlive()).toList();
        return () -> {
            own.forEach(ChildServer::refuseToStart);
            archiver.end();
            stop(absent);
        };
    }

    /** Stops all within ten seconds. Those that don't run are left alone. */
    public void stop() {
        archiver.end();
        stop(own);
    }

    /** Readers first, then what they read from: each is given the time that {@link ChildServer} allows, then killed. */
    private void stop(List<ChildServer> servers) {
        List<ChildServer> readers = List.of(listener, connect);
        sideBySide(servers.stream().filter(readers::contains).toList());
        sideBySide(servers.stream().filter(server -> !readers.contains(server)).toList());
    }

    private static void sideBySide(List<ChildServer> servers) {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            CompletableFuture.allOf(servers.stream()
                            .map(server -> CompletableFuture.runAsync(server::stop, threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } finally {
            threads.shutdown();
        }
    }
}
