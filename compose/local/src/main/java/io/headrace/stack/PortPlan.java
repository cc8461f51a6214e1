package io.headrace.stack;

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
 * Which server has which port. The choice is kept in the state folder, so that a restart finds the same ones; a port that somebody else took
 * in the meantime is named with its owner, and replaced. Thread-safe.
 */
final class PortPlan {
    enum Use {
        MYSQL(3306, "MySQL"),
        KAFKA(9092, "Kafka"),
        CONNECT(8083, "Connect"),
        ELASTICSEARCH(9200, "Elasticsearch"),
        LISTENER(8091, "the listener"),
        KAFKA_CONTROLLER(9093, "Kafka's controller"),
        ELASTICSEARCH_TRANSPORT(9300, "Elasticsearch's transport");

        private final int standard;
        private final String owner;

        Use(int standard, String owner) {
            this.standard = standard;
            this.owner = owner;
        }

        int standard() {
            return standard;
        }
    }

    private final Ports ports;
    private final Path file;
    private final Consumer<String> progress;
    private final Set<Use> uses;
    private final Map<Use, Integer> chosen = new EnumMap<>(Use.class);

    PortPlan(Ports ports, Path file, Consumer<String> progress) {
        this(ports, file, progress, Set.of());
    }

    /** @param without what needs no port of this machine; asking for it is a mistake */
    PortPlan(Ports ports, Path file, Consumer<String> progress, Set<Use> without) {
        this.uses = EnumSet.allOf(Use.class);
        this.uses.removeAll(without);
        this.ports = ports;
        this.file = file;
        this.progress = progress;
    }

    synchronized int of(Use use) {
        if (chosen.isEmpty()) {
            settle(running -> false);
        }
        return Optional.ofNullable(chosen.get(use)).orElseThrow();
    }

    /** Reads the ports as an earlier start chose them, whether or not they are free: for a stack that runs. */
    synchronized boolean recall() {
        Properties kept = PropertiesFile.readIfThere(file);
        for (Use use : uses) {
            remembered(kept, use).ifPresent(port -> chosen.put(use, port));
        }
        return chosen.keySet().equals(uses);
    }

    /** Makes sure that each port is free, but for those which a running server of ours holds. */
    synchronized void settle(Predicate<Use> held) {
        Properties kept = PropertiesFile.readIfThere(file);
        for (Use use : uses) {
            int wanted = Optional.ofNullable(chosen.get(use))
                    .or(() -> remembered(kept, use))
                    .orElse(use.standard());
            boolean known = chosen.containsKey(use) || remembered(kept, use).isPresent();
            chosen.put(
                    use, known && (held.test(use) || PortLease.isFree(wanted)) ? wanted : choose(use, wanted, known));
            kept.setProperty(use.name(), Integer.toString(chosen.get(use)));
        }
        PropertiesFile.write(file, kept);
    }

    private int choose(Use use, int wanted, boolean known) {
        int port = ports.isStandard()
                ? ports.choose(use.standard(), candidate -> !isChosen(candidate) && PortLease.isFree(candidate))
                : ports.choose(use.standard(), PortLease::take);
        if (port != wanted && (ports.isStandard() || known)) {
            String owner = PortOwner.of(wanted).map(PortOwner::toString).orElse("a process of another user");
            progress.accept("Port " + wanted + " is taken by " + owner + ": " + use.owner + " uses " + port + ".");
        }
        return port;
    }

    private boolean isChosen(int port) {
        return chosen.containsValue(port);
    }

    private static Optional<Integer> remembered(Properties kept, Use use) {
        return Optional.ofNullable(kept.getProperty(use.name()))
                .filter(port -> port.matches("[0-9]{1,5}"))
                .map(Integer::valueOf);
    }
}
