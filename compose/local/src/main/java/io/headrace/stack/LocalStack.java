package io.headrace.stack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * MySQL, Kafka, a Connect worker, Elasticsearch and the listener as processes of this machine, on loopback, without Docker and without root.
 *
 * <p>Not owned, the servers outlive this JVM, as {@code ./cdc up} wants it; {@link #running} finds them again. Owned, they end with this JVM
 * however it ends, as a test wants it, and a stack without a state folder of its own gets a temporary one. Methods are to be called from one
 * thread at a time. A server can also be started alone: {@code stack.mysql().start()}.
 */
public final class LocalStack implements AutoCloseable {
    private static final long STATE_BYTES = 1024L * 1024 * 1024;

    private final Site site;
    private final boolean temporary;
    private final boolean withListener;
    private final Mysqld mysql;
    private final KafkaBroker kafka;
    private final ConnectWorker connect;
    private final Elasticsearch elasticsearch;
    private final ListenerService listener;
    private final List<ChildServer> children;
    private final ClassArchives classArchives;
    private final ExternalServersFile externalServers;
    private final SearchEngineFile searchEngines;
    private final SearchEngine searchEngine;
    private final @Nullable Reaper reaper;

    private LocalStack(Builder builder, Checkout checkout, Path state, boolean temporary) {
        this.externalServers = new ExternalServersFile(state);
        this.searchEngines = new SearchEngineFile(state);
        boolean hasData = KafkaBroker.isFormatted(state.resolve("kafka"));
        ExternalServers external = externalServers.and(builder.external, hasData);
        this.searchEngine = searchEngines.and(builder.searchEngine, hasData);
        this.site = new Site(
                checkout,
                state,
                Cache.folder(),
                new PortPlan(builder.ports, state.resolve("ports.properties"), builder.progress, external.uses()),
                external,
                builder.size,
                Logins.from(System.getenv(), external),
                builder.progress);
        this.temporary = temporary;
        this.withListener = builder.listener;
        this.mysql = new Mysqld(site, builder.mysqlOptions);
        this.kafka = new KafkaBroker(site);
        this.connect = new ConnectWorker(site, builder.connectSettings, builder.connectHeap);
        this.elasticsearch = new Elasticsearch(site, searchEngine, builder.searchSettings);
        this.listener = new ListenerService(site);
        this.children = Stream.of(listener, connect, kafka, elasticsearch, mysql)
                .filter(server -> !external.uses().contains(server.portUse()))
                .toList();
        this.classArchives = new ClassArchives(site);
        this.reaper = builder.owned ? Reaper.start(state, temporary) : null;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The stack that an earlier start left running in this checkout: with at least one live server. */
    public static Optional<LocalStack> running(Path checkoutRoot) {
        LocalStack stack = builder().home(checkoutRoot).build();
        return stack.site.ports().recall() && stack.servers().stream().anyMatch(StackServer::isAlive)
                ? Optional.of(stack)
                : Optional.empty();
    }

    /**
     * Starts all servers, side by side where they don't need each other, and returns when each has been asked and has answered. Servers that
     * still run from an earlier start are kept when they were started in the same way, else replaced. When one fails, all are stopped again;
     * when this JVM is told to end meanwhile, those that were not running before.
     */
    public void start() {
        start(() -> {});
    }

    /**
     * Starts all servers as {@link #start()} does, then does the rest of a start-up. When this JVM is told to end before that rest is done, the
     * servers that were not running before are stopped again. When the rest fails, they stay.
     */
    public void start(Runnable rest) {
        start(() -> {}, rest);
    }

    /**
     * Starts all servers as {@link #start(Runnable)} does, after a look at those that are not its own.
     *
     * @param look runs when these have answered and the ports of the others are chosen; when it fails, nothing is started
     */
    public void start(Runnable look, Runnable rest) {
        Platform.check();
        StartGuard guard = new StartGuard(site.progress());
        guard.during(() -> {
            StackLock.holding(site.state(), () -> startAll(guard, look));
            rest.run();
        });
    }

    private void startAll(StartGuard guard, Runnable look) {
        DiskSpace.require(site.state(), STATE_BYTES, "the local stack");
        site.external().requireAnswers(site.logins(), site.progress());
        List<ChildServer> absent =
                children.stream().filter(server -> !server.isAlive()).toList();
        if (absent.size() == children.size()) {
            FreeMemory.warning(site.size()).ifPresent(site.progress());
        }
        site.ports().settle(this::isHeld);
        look.run();
        externalServers.keep(site.external());
        searchEngines.keep(searchEngine);
        guard.onInterrupt(() -> {
            children.forEach(ChildServer::refuseToStart);
            classArchives.end();
            stop(absent);
        });
        startServers();
        makeClassArchives();
    }

    private void startServers() {
        StartOrder order = new StartOrder();
        order.start(kafka, withListener ? new StackServer[] {connect, listener} : new StackServer[] {connect});
        Stream.of(mysql, elasticsearch).filter(children::contains).forEach(order::start);
        try {
            order.await();
        } catch (RuntimeException e) {
            stopServers();
            throw e;
        }
    }

    private void makeClassArchives() {
        classArchives.makeMissing(children.stream()
                .filter(server -> server.isAlive() && !server.jars().isEmpty())
                .map(ChildServer::classArchive)
                .toList());
    }

    private boolean isHeld(PortPlan.Use use) {
        return switch (use) {
            case KAFKA_CONTROLLER -> kafka.isAlive();
            case ELASTICSEARCH_TRANSPORT -> elasticsearch.isAlive();
            default -> children.stream().anyMatch(server -> server.portUse() == use && server.isAlive());
        };
    }

    /** The secret that the source's tokens are made with: from the environment, else the one of the demo. */
    public static String tokenKey() {
        return System.getenv().getOrDefault(Logins.TOKEN_KEY, "a demo key that protects nothing");
    }

    /** Where the servers listen. The first call chooses the ports. */
    public Endpoints endpoints() {
        return new Endpoints(
                site.mysqlHost(),
                site.mysqlPort(),
                site.bootstrapServers(),
                URI.create(site.http(PortPlan.Use.CONNECT)),
                site.elasticsearch(),
                URI.create(site.http(PortPlan.Use.LISTENER)),
                site.logins(),
                site.external());
    }

    /** The servers that are not its own: those that the builder was given, or an earlier start of this stack. */
    public ExternalServers external() {
        return site.external();
    }

    /** Which search server its own is. */
    public SearchEngine searchEngine() {
        return searchEngine;
    }

    /** Whether it has no data yet, so that offsets of its topics will begin at zero. */
    public boolean isNew() {
        return !KafkaBroker.isFormatted(site.folder(kafka.name()));
    }

    /** @throws IllegalStateException when MySQL is not the stack's own */
    public Mysqld mysql() {
        return own(mysql);
    }

    public KafkaBroker kafka() {
        return kafka;
    }

    public ConnectWorker connect() {
        return connect;
    }

    /** @throws IllegalStateException when Elasticsearch is not the stack's own */
    public Elasticsearch elasticsearch() {
        return own(elasticsearch);
    }

    public ListenerService listener() {
        return listener;
    }

    private <T extends ChildServer> T own(T server) {
        if (!children.contains(server)) {
            throw new IllegalStateException("This stack was built with another " + server.name()
                    + " than its own; its address is in endpoints()");
        }
        return server;
    }

    /** All servers of its own, in the order in which they are stopped: readers before what they read from. */
    public List<StackServer> servers() {
        return List.copyOf(children);
    }

    /** The folder with the servers' data, logs and run files. */
    public Path state() {
        return site.state();
    }

    /** Stops all servers, in less than ten seconds; their data stays. Nothing happens to those that don't run. */
    public void stop() {
        StackLock.holding(site.state(), this::stopServers);
    }

    private void stopServers() {
        classArchives.end();
        stop(children);
    }

    /** First the readers, then what they read from: each within the time that {@link ChildServer} allows, then by force. */
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

    /** Stops all servers of its own and deletes their data and logs. What was unpacked into the cache stays, and so do other servers' data. */
    public void purge() {
        stop();
        Folder.delete(site.state());
    }

    /** Stops the servers; a temporary stack's folder is deleted too. */
    @Override
    public void close() {
        if (temporary) {
            purge();
        } else {
            stop();
        }
        if (reaper != null) {
            reaper.dismiss();
        }
    }

    /** How a stack is set up. What is not said is: this checkout, its .cdc/stack folder, standard ports, normal size, not owned. */
    public static final class Builder {
        private @Nullable Path home;
        private @Nullable Path state;
        private Ports ports = Ports.standard();
        private Size size = Size.NORMAL;
        private boolean owned;
        private boolean listener = true;
        private ExternalServers external = ExternalServers.NONE;
        private @Nullable SearchEngine searchEngine;
        private final List<String> mysqlOptions = new ArrayList<>();
        private final Map<String, String> connectSettings = new HashMap<>();
        private final List<String> searchSettings = new ArrayList<>();
        private @Nullable String connectHeap;
        private Consumer<String> progress = line -> {};

        private Builder() {}

        /** The root of the checkout. */
        public Builder home(Path root) {
            this.home = root;
            return this;
        }

        /** Where data, logs and run files go. */
        public Builder state(Path folder) {
            this.state = folder;
            return this;
        }

        public Builder ports(Ports choice) {
            this.ports = choice;
            return this;
        }

        public Builder size(Size choice) {
            this.size = choice;
            return this;
        }

        /** Whether the servers end with this JVM. An owned stack without a state folder gets a temporary one. */
        public Builder owned(boolean choice) {
            this.owned = choice;
            return this;
        }

        /** Whether {@link LocalStack#start} starts the listener too; it does unless told otherwise. */
        public Builder listener(boolean choice) {
            this.listener = choice;
            return this;
        }

        /**
         * The servers to use in place of its own. Those of an earlier start are kept where none is given; {@link LocalStack#purge} forgets
         * them.
         */
        public Builder external(ExternalServers servers) {
            this.external = servers;
            return this;
        }

        /** Which search server it runs; null for that of an earlier start, or else Elasticsearch 8. */
        public Builder searchEngine(@Nullable SearchEngine choice) {
            this.searchEngine = choice;
            return this;
        }

        /** Adds a line to the options of MySQL, which come after the shipped ones, for a test. */
        public Builder mysqlOption(String line) {
            mysqlOptions.add(line);
            return this;
        }

        /** Adds a setting to those that the search server is started with, such as {@code http.max_content_length=1mb}, for a test. */
        public Builder searchSetting(String setting) {
            searchSettings.add(setting);
            return this;
        }

        /** Replaces one property of the Connect worker, for a test or a benchmark that compares. */
        public Builder connectSetting(String name, String value) {
            connectSettings.put(name, value);
            return this;
        }

        /** How much heap the Connect worker gets, such as 256m, instead of what the size gives it. */
        public Builder connectHeap(String heap) {
            this.connectHeap = heap;
            return this;
        }

        /** Gets lines for the user, from several threads. */
        public Builder progress(Consumer<String> lines) {
            this.progress = lines;
            return this;
        }

        /** @throws StackException when a stack with data is to use another server than the one that its data belong to */
        public LocalStack build() {
            Checkout checkout = home == null ? Checkout.aroundHere() : new Checkout(home);
            boolean temporary = owned && state == null;
            Path folder = temporary
                    ? temporaryFolder()
                    : state == null ? checkout.root().resolve(".cdc/stack") : state;
            return new LocalStack(this, checkout, folder.toAbsolutePath(), temporary);
        }

        private static Path temporaryFolder() {
            try {
                return Files.createTempDirectory("headrace-stack-");
            } catch (IOException e) {
                throw new StackException("No temporary folder can be made: " + e.getMessage(), e);
            }
        }
    }
}
