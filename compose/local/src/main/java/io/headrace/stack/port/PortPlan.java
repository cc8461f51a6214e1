package io.headrace.stack.port;

import io.headrace.stack.file.PropertiesFile;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Which server has which port. The choice is kept in the state folder, so that a restart uses the same ports. A port that another process has
 * taken in the meantime is reported with its owner, and replaced. Thread-safe.
 */
public final class PortPlan {
    private final Ports ports;
    private final Path file;
    private final Consumer<String> progress;
    private final Set<ServerPort> needed;
    private final Map<ServerPort, Integer> chosen = new EnumMap<>(ServerPort.class);

    /**
     * @param file where the choice is kept
     * @param progress gets a line for each port that had to be replaced
     * @param without what needs no port on this machine; {@link #of} must not be asked for these
     */
    public PortPlan(Ports ports, Path file, Consumer<String> progress, Set<ServerPort> without) {
        this.needed = EnumSet.allOf(ServerPort.class);
        this.needed.removeAll(without);
        this.ports = ports;
        this.file = file;
        this.progress = progress;
    }

    /** The process that listens on a port of this machine; empty if there is none, or it belongs to another user. */
    public static Optional<String> ownerOf(int port) {
        return PortOwner.of(port).map(PortOwner::toString);
    }

    /** The first call chooses all ports. */
    public synchronized int of(ServerPort server) {
        if (chosen.isEmpty()) {
            settle(running -> false);
        }
        return Optional.ofNullable(chosen.get(server)).orElseThrow();
    }

    /**
     * Reads the ports that an earlier start chose, whether or not they are free: for a stack that runs.
     *
     * @return whether all of them had been chosen
     */
    public synchronized boolean recall() {
        Properties kept = PropertiesFile.readIfThere(file);
        for (ServerPort server : needed) {
            remembered(kept, server).ifPresent(port -> chosen.put(server, port));
        }
        return chosen.keySet().equals(needed);
    }

    /** Chooses ports, and makes sure that each is free unless a running server of this stack holds it. */
    public synchronized void settle(Predicate<ServerPort> held) {
        Properties kept = PropertiesFile.readIfThere(file);
        for (ServerPort server : needed) {
            int wanted = Optional.ofNullable(chosen.get(server))
                    .or(() -> remembered(kept, server))
                    .orElse(server.standard());
            boolean known =
                    chosen.containsKey(server) || remembered(kept, server).isPresent();
            boolean stays = known && (held.test(server) || PortLease.isFree(wanted));
            chosen.put(server, stays ? wanted : choose(server, wanted, known));
            kept.setProperty(server.name(), Integer.toString(chosen.get(server)));
        }
        PropertiesFile.write(file, kept);
    }

    private int choose(ServerPort server, int wanted, boolean known) {
        int port = ports.isStandard()
                ? ports.choose(server.standard(), candidate -> !isChosen(candidate) && PortLease.isFree(candidate))
                : ports.choose(server.standard(), PortLease::take);
        if (port != wanted && (ports.isStandard() || known)) {
            String owner = ownerOf(wanted).orElse("a process of another user");
            progress.accept("Port " + wanted + " is taken by " + owner + ": " + server.title() + " uses " + port + ".");
        }
        return port;
    }

    private boolean isChosen(int port) {
        return chosen.containsValue(port);
    }

    private static Optional<Integer> remembered(Properties kept, ServerPort server) {
        return Optional.ofNullable(kept.getProperty(server.name()))
                .filter(port -> port.matches("[0-9]{1,5}"))
                .map(Integer::valueOf);
    }
}
