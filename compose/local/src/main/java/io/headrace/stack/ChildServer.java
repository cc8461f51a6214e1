package io.headrace.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the five servers have in common: launching, waiting for an answer, ending. */
abstract sealed class ChildServer implements StackServer
        permits Mysqld, KafkaBroker, ConnectWorker, Elasticsearch, ListenerService {
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final long ASK_EVERY_MILLIS = 50;

    protected final Site site;
    private final String name;
    private final String title;
    private final PortPlan.Use port;
    private final Duration stopWithin;
    private final ServerProcess process;

    ChildServer(Site site, String name, String title, PortPlan.Use port, Duration stopWithin) {
        this.site = site;
        this.name = name;
        this.title = title;
        this.port = port;
        this.stopWithin = stopWithin;
        this.process = new ServerProcess(site.folder(name), name);
    }

    /** Unpacks, configures and initialises what is still missing, and says how to start the server. */
    abstract Launch prepare() throws IOException, InterruptedException;

    /** The jars in the local Maven repository whose classes are archived; none when it is no program of the Java that this one runs on. */
    abstract List<Path> jars();

    final ClassArchive classArchive() {
        return new ClassArchive(site.cache(), folder(), name, jars());
    }

    /** Asks the server whether it is ready; throws anything as long as it is not. */
    abstract void ask() throws Exception;

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int port() {
        return site.port(port);
    }

    final PortPlan.Use portUse() {
        return port;
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

    final Tool tool() {
        return new Tool(folder());
    }

    final Path folder() {
        return site.folder(name);
    }

    @Override
    public final void start() {
        try {
            Instant begin = Instant.now();
            tool().endLeftover();
            Launch launch = prepare();
            boolean kept = process.isAliveFrom(launch);
            if (!kept) {
                process.end(stopWithin);
                process.launch(launch);
            }
            awaitAnswer();
            long millis = Duration.between(begin, Instant.now()).toMillis();
            site.progress()
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
        StringBuilder message = new StringBuilder(title + " " + what + " on 127.0.0.1:" + port() + ".");
        Optional<PortOwner> owner = PortOwner.of(port());
        owner.ifPresent(other ->
                message.append(" The port is now held by ").append(other).append('.'));
        List<String> lines = LogExcerpt.of(log(), process.logStart());
        message.append("\nIts log is ")
                .append(log())
                .append(lines.isEmpty() ? " and says nothing." : " and says last:");
        lines.forEach(line -> message.append("\n  ").append(line));
        message.append("\nRemove the cause and try again. If the data is damaged, begin anew with: ./cdc down --purge");
        return new StackException(message.toString());
    }

    @Override
    public final void stop() {
        if (process.isAlive()) {
            beforeStop();
        }
        process.end(stopWithin);
    }

    /** What makes it end sooner. Never fails. */
    void beforeStop() {}

    /** From now on a start fails instead of launching a process. For the end of this JVM, and may be called while another thread starts. */
    final void refuseToStart() {
        process.refuseToLaunch();
        tool().endLeftover();
    }

    @Override
    public final void kill() {
        process.end(Duration.ZERO);
    }
}
