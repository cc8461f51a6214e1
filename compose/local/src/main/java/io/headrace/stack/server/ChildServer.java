package io.headrace.stack.server;

import io.headrace.stack.failure.StackException;
import io.headrace.stack.port.PortPlan;
import io.headrace.stack.port.ServerPort;
import io.headrace.stack.process.CdsArchive;
import io.headrace.stack.process.LaunchSpec;
import io.headrace.stack.process.ServerProcess;
import io.headrace.stack.process.SetupProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the five servers have in common: launch, wait for readiness, end. */
abstract sealed class ChildServer implements StackServer
        permits Mysqld, KafkaBroker, ConnectWorker, SearchEngineServer, ListenerServer {
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final long ASK_EVERY_MILLIS = 50;

    protected final ServerContext context;
    private final String name;
    private final String title;
    private final ServerPort serverPort;
    private final Duration stopWithin;
    private final ServerProcess process;

    ChildServer(ServerContext context, String name, String title, ServerPort serverPort, Duration stopWithin) {
        this.context = context;
        this.name = name;
        this.title = title;
        this.serverPort = serverPort;
        this.stopWithin = stopWithin;
        this.process = new ServerProcess(context.folder(name), name);
    }

    /** Unpacks, configures and initialises what is missing, and says how to launch the server. */
    abstract LaunchSpec prepare() throws IOException, InterruptedException;

    /** The jars in the local Maven repository to make a CDS archive of; none if the server runs on no JVM, or on another JDK than this program. */
    abstract List<Path> archivedJars();

    final CdsArchive cdsArchive() {
        return cdsArchive(archivedJars());
    }

    /** @param jars the {@link #archivedJars}, where they are at hand already */
    final CdsArchive cdsArchive(List<Path> jars) {
        return new CdsArchive(context.cache(), folder(), name, jars);
    }

    /** Returns if the server is ready. A {@link StackException} says that it never will be; anything else, that it is not yet. */
    abstract void ask() throws Exception;

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int port() {
        return context.port(serverPort);
    }

    final ServerPort serverPort() {
        return serverPort;
    }

    @Override
    public final long pid() {
        return process.pid();
    }

    @Override
    public final boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public final Path log() {
        return process.log();
    }

    final SetupProgram setupProgram() {
        return new SetupProgram(folder());
    }

    final Path folder() {
        return context.folder(name);
    }

    @Override
    public final void start() {
        try {
            Instant begin = Instant.now();
            setupProgram().endLeftover();
            LaunchSpec launch = prepare();
            boolean kept = process.isAliveFrom(launch);
            if (!kept) {
                process.end(stopWithin);
                process.launch(launch);
            }
            awaitAnswer();
            long millis = Duration.between(begin, Instant.now()).toMillis();
            context.progress()
                    .accept(String.format(
                            "%s %s 127.0.0.1:%d (pid %d, %.1f s)",
                            title, kept ? "still runs on" : "answers on", port(), pid(), millis / 1000.0));
        } catch (IOException e) {
            throw new StackException(title + " can't be started: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("The start of " + title + " was interrupted.", e);
        }
    }

    private void awaitAnswer() throws InterruptedException {
        Instant deadline = Instant.now().plus(READY_WITHIN);
        Exception refusal = null;
        while (process.isAlive()) {
            try {
                ask();
                return;
            } catch (InterruptedException e) {
                throw e;
            } catch (StackException hopeless) {
                process.end(stopWithin);
                throw hopeless;
            } catch (Exception notYet) {
                refusal = notYet;
            }
            if (Instant.now().isAfter(deadline)) {
                process.end(stopWithin);
                throw failure("did not answer within " + READY_WITHIN.toSeconds() + " s"
                        + (refusal.getMessage() == null
                                ? ""
                                : " ("
                                        + refusal.getMessage()
                                                .lines()
                                                .findFirst()
                                                .orElse("") + ")"));
            }
            Thread.sleep(ASK_EVERY_MILLIS);
        }
        throw failure("ended before it answered");
    }

    private StackException failure(String what) {
        String owner = PortPlan.ownerOf(port())
                .map(other -> " The port is now held by " + other + ".")
                .orElse("");
        return new StackException(title + " " + what + " on 127.0.0.1:" + port() + "." + owner + "\n"
                + process.quotedLog()
                + "\nRemove the cause and try again. If the data is damaged, begin anew with: ./cdc down --purge");
    }

    @Override
    public final void stop() {
        if (process.isAlive()) {
            beforeStop();
        }
        process.end(stopWithin);
    }

    /** Makes it end sooner. Never fails. */
    void beforeStop() {}

    /** From now on a start fails rather than launching a process. For the end of this JVM; may be called while another thread starts the server. */
    final void refuseToStart() {
        process.refuseToLaunch();
        setupProgram().endLeftover();
    }

    @Override
    public final void kill() {
        process.end(Duration.ZERO);
    }
}
