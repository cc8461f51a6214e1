package io.headrace.stack;

import io.headrace.stack.client.TokenKey;
import io.headrace.stack.external.ExternalServers;
import io.headrace.stack.external.ExternalServersFile;
import io.headrace.stack.failure.StackException;
import io.headrace.stack.file.Folders;
import io.headrace.stack.install.CacheFolder;
import io.headrace.stack.install.Checkout;
import io.headrace.stack.install.DiskSpace;
import io.headrace.stack.port.PortPlan;
import io.headrace.stack.port.Ports;
import io.headrace.stack.port.ServerPort;
import io.headrace.stack.process.Reaper;
import io.headrace.stack.search.SearchEngine;
import io.headrace.stack.search.SearchEngineFile;
import io.headrace.stack.server.ServerContext;
import io.headrace.stack.server.ServerOverrides;
import io.headrace.stack.server.Size;
import io.headrace.stack.server.StackServer;
import io.headrace.stack.server.StackServers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * MySQL, Kafka, a Connect worker, Elasticsearch and the listener as local processes on loopback, without Docker and without root.
 *
 * <p>Servers of a stack that is not owned outlive this JVM, which {@code ./cdc up} relies on; {@link #running} finds them again. Servers of an
 * owned stack end with this JVM, however it ends, which suits a test; without a state folder of its own, such a stack gets a temporary one.
 * Call methods from one thread at a time. A server can also be started alone: {@code stack.mysql().start()}.
 */
public final class LocalStack implements AutoCloseable {
    private static final long STATE_BYTES = 1024L * 1024 * 1024;

    private final ServerContext context;
    private final boolean temporary;
    private final boolean withListener;
    private final StackServers servers;
    private final ExternalServersFile externalServers;
    private final SearchEngineFile searchEngines;
    private final SearchEngine searchEngine;
    private final @Nullable Reaper reaper;

    private LocalStack(Builder builder, Checkout checkout, Path state, boolean temporary) {
        this.externalServers = new ExternalServersFile(state);
        this.searchEngines = new SearchEngineFile(state);
        boolean hasData = StackServers.haveTopics(state);
        ExternalServers external = externalServers.mergedWith(builder.external, hasData);
        this.searchEngine = searchEngines.mergedWith(builder.searchEngine, hasData);
        this.context = new ServerContext(
                checkout,
                state,
                CacheFolder.ofThisUser(),
                new PortPlan(
                        builder.ports, state.resolve("ports.properties"), builder.progress, external.replacedPorts()),
                external,
                builder.size,
                external.logins(System.getenv()),
                builder.progress);
        this.temporary = temporary;
        this.withListener = builder.listener;
        this.servers = new StackServers(context, searchEngine, builder.overrides());
        this.reaper = builder.owned ? Reaper.start(state, temporary) : null;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The stack that an earlier start left running in this checkout; empty unless at least one of its servers is alive. */
    public static Optional<LocalStack> running(Path checkoutRoot) {
        LocalStack stack = builder().home(checkoutRoot).build();
        return stack.context.ports().recall() && stack.servers.isAnyAlive() ? Optional.of(stack) : Optional.empty();
    }

    /**
     * Starts all servers, in parallel where they don't depend on each other, and returns once each has answered a request. A server that still
     * runs from an earlier start is kept if it was started in the same way, and replaced otherwise. If one fails, all are stopped. If this JVM
     * is told to exit meanwhile, those that were not running before are stopped.
     */
    public void start() {
        start(() -> {});
    }

    /**
     * Starts all servers as {@link #start()} does, then runs the rest of the start-up. If this JVM is told to exit before that is done, the
     * servers that were not running before are stopped. If the rest fails, they keep running.
     */
    public void start(Runnable rest) {
        start(() -> {}, rest);
    }

    /**
     * Starts all servers as {@link #start(Runnable)} does, after a check of the external ones.
     *
     * @param look runs once the external servers have answered and the ports of the others are chosen; if it fails, nothing is started
     */
    public void start(Runnable look, Runnable rest) {
        Platform.check();
        StartGuard guard = new StartGuard(context.progress());
        guard.during(() -> {
            StackLock.holding(context.state(), () -> startAll(guard, look));
            rest.run();
        });
    }

    private void startAll(StartGuard guard, Runnable look) {
        DiskSpace.require(context.state(), STATE_BYTES, "the local stack");
        context.external().requireAnswers(context.logins(), context.progress());
        Runnable undo = servers.undoOfStart();
        if (!servers.isAnyAlive()) {
            FreeMemory.warning(context.size()).ifPresent(context.progress());
        }
        context.ports().settle(servers::hold);
        look.run();
        externalServers.keep(context.external());
        searchEngines.keep(searchEngine);
        guard.onInterrupt(undo);
        servers.start(withListener);
    }

    /** The secret that the source derives its tokens with: from the environment, or else the one of the demo. */
    public static String tokenKey() {
        return TokenKey.value();
    }

    /** Where the servers listen. The first call chooses the ports. */
    public Endpoints endpoints() {
        return new Endpoints(
                context.mysqlHost(),
                context.mysqlPort(),
                context.bootstrapServers(),
                URI.create(context.http(ServerPort.CONNECT)),
                context.elasticsearch(),
                URI.create(context.http(ServerPort.LISTENER)),
                context.logins(),
                context.external());
    }

    /** The servers that are not its own: those given to the builder, or to an earlier start of this stack. */
    public ExternalServers external() {
        return context.external();
    }

    /** Which search server this stack runs. */
    public SearchEngine searchEngine() {
        return searchEngine;
    }

    /** Whether it has no data yet, so that the offsets of its topics will begin at zero. */
    public boolean isNew() {
        return !StackServers.haveTopics(context.state());
    }

    /** @throws IllegalStateException when MySQL is not the stack's own */
    public StackServer mysql() {
        return servers.mysql();
    }

    public StackServer kafka() {
        return servers.kafka();
    }

    public StackServer connect() {
        return servers.connect();
    }

    /** @throws IllegalStateException when Elasticsearch is not the stack's own */
    public StackServer elasticsearch() {
        return servers.elasticsearch();
    }

    public StackServer listener() {
        return servers.listener();
    }

    /** All servers of its own, in the order in which they are stopped: readers before what they read from. */
    public List<StackServer> servers() {
        return servers.all();
    }

    /** The folder with the servers' data, logs and run files. */
    public Path state() {
        return context.state();
    }

    /** Stops all servers within ten seconds and keeps their data. Those that don't run are left alone. */
    public void stop() {
        StackLock.holding(context.state(), servers::stop);
    }

    /** Stops the stack's own servers and deletes their data and logs. The cache stays, and so does the data of external servers. */
    public void purge() {
        stop();
        Folders.delete(context.state());
    }

    /** Stops the servers, and deletes the folder of a temporary stack. */
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

    /** How a stack is set up. Defaults: the checkout of the current folder, its .cdc/stack folder, standard ports, normal size, not owned. */
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
        private @Nullable Path listenerConfiguration;
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

        /** Whether the servers end with this JVM; false by default. An owned stack without a state folder gets a temporary one. */
        public Builder owned(boolean choice) {
            this.owned = choice;
            return this;
        }

        /** Whether {@link LocalStack#start} starts the listener too; true by default. */
        public Builder listener(boolean choice) {
            this.listener = choice;
            return this;
        }

        /** The file that the listener runs with, in place of the shipped one; it has to be there when the listener is started. */
        public Builder listenerConfiguration(Path file) {
            this.listenerConfiguration = file;
            return this;
        }

        /**
         * The servers to use in place of its own. Where none is given, those of an earlier start stay in use until {@link LocalStack#purge}.
         */
        public Builder external(ExternalServers servers) {
            this.external = servers;
            return this;
        }

        /** Which search server to run; null for that of an earlier start, or Elasticsearch 8 if there was none. */
        public Builder searchEngine(@Nullable SearchEngine choice) {
            this.searchEngine = choice;
            return this;
        }

        /** For a test: adds a line after the shipped options of MySQL. */
        public Builder mysqlOption(String line) {
            mysqlOptions.add(line);
            return this;
        }

        /** For a test: starts the search server with one more setting, such as {@code http.max_content_length=1mb}. */
        public Builder searchSetting(String setting) {
            searchSettings.add(setting);
            return this;
        }

        /** For a test or a benchmark: replaces one property of the Connect worker. */
        public Builder connectSetting(String name, String value) {
            connectSettings.put(name, value);
            return this;
        }

        /** The heap of the Connect worker, such as 256m, instead of the one that belongs to the size. */
        public Builder connectHeap(String heap) {
            this.connectHeap = heap;
            return this;
        }

        /** Receives one line for the user at a time; several threads call it. */
        public Builder progress(Consumer<String> lines) {
            this.progress = lines;
            return this;
        }

        /** @throws StackException if the stack has data that belongs to another server than the one given */
        public LocalStack build() {
            Checkout checkout = home == null ? Checkout.aroundHere() : new Checkout(home);
            boolean temporary = owned && state == null;
            Path folder = temporary
                    ? temporaryFolder()
                    : state == null ? checkout.root().resolve(".cdc/stack") : state;
            return new LocalStack(this, checkout, folder.toAbsolutePath(), temporary);
        }

        private ServerOverrides overrides() {
            return new ServerOverrides(
                    mysqlOptions, connectSettings, connectHeap, searchSettings, listenerConfiguration);
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
