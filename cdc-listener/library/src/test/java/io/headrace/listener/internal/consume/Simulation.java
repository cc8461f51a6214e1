package io.headrace.listener.internal.consume;

import io.headrace.listener.internal.consume.SimulatedSource.Entry;
import io.headrace.listener.reaction.AfterDeadLetter;
import io.headrace.listener.reaction.Failure;
import io.headrace.listener.spi.FailedRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Runs listeners of one group against a simulated broker, in one thread and with a clock of its own, through failing reactions,
 * failing commits, rebalances, crashes and lost leases. Everything that happens follows from the seed.
 */
final class Simulation {
    private static final int STEPS = 400;
    private static final int STEPS_TO_REST = 20_000;

    private final Random random;
    private final PlantedBug bug;
    private final int concurrency;
    private final int maxInFlight;
    private final boolean parksKeys;
    private final SimulatedSource source;
    private final Oracle oracle;
    private final SimulatedBroker broker;
    private final List<SimulatedInstance> instances = new ArrayList<>();
    private final Map<String, List<Failure>> failures = new HashMap<>();
    private final Set<String> planned = new HashSet<>();
    private long now = 1_000_000;
    private boolean healed;

    Simulation(long seed, PlantedBug bug) {
        this.random = new Random(seed);
        this.bug = bug;
        this.concurrency = 1 + random.nextInt(6);
        this.maxInFlight = 4 + random.nextInt(20);
        this.parksKeys = random.nextBoolean();
        this.source = new SimulatedSource(random, 1 + random.nextInt(4), 2 + random.nextInt(6));
        this.oracle = new Oracle(source, parksKeys);
        this.broker = new SimulatedBroker(oracle);
    }

    /** @return what went wrong, empty for nothing */
    List<String> run() {
        try {
            runToRest();
        } catch (RuntimeException e) {
            oracle.violation("it breaks: " + e);
        }
        return oracle.violations();
    }

    private void runToRest() {
        instances.add(new SimulatedInstance(this, bug));
        rebalance();
        for (int i = 0; i < STEPS && oracle.violations().isEmpty(); i++) {
            step();
        }
        healed = true;
        int steps = 0;
        while (oracle.violations().isEmpty() && !isAtRest()) {
            if (++steps > STEPS_TO_REST) {
                oracle.violation("it does not come to rest");
            }
            goOn();
        }
        if (oracle.violations().isEmpty()) {
            source.partitions().forEach(this::requireCommitted);
            oracle.end();
        }
    }

    private void requireCommitted(TopicPartition partition) {
        Long committed = broker.committed(partition);
        if (committed == null || committed != source.end(partition)) {
            oracle.violation(
                    "at rest " + partition + " is committed up to " + committed + " of " + source.end(partition));
        }
    }

    private void step() {
        int dice = random.nextInt(100);
        if (dice < 20) {
            source.append();
        } else if (dice < 92) {
            goOn();
        } else if (dice < 95) {
            join();
        } else if (dice < 97) {
            crash();
        } else if (dice < 98) {
            leave();
        } else {
            loseLease();
        }
    }

    private void goOn() {
        SimulatedInstance instance = any();
        int dice = random.nextInt(10);
        if (dice < 4) {
            instance.round();
        } else if (dice < 9) {
            instance.work();
        } else {
            pass(1 + random.nextInt(30));
        }
    }

    private boolean isAtRest() {
        return instances.stream().allMatch(SimulatedInstance::isIdle);
    }

    private SimulatedInstance any() {
        return instances.get(random.nextInt(instances.size()));
    }

    private void join() {
        if (instances.size() < 3) {
            instances.add(new SimulatedInstance(this, bug));
            rebalance();
        }
    }

    private void leave() {
        if (instances.size() > 1) {
            SimulatedInstance leaving = instances.remove(random.nextInt(instances.size()));
            leaving.assign(List.of());
            rebalance();
        }
    }

    /** Nothing of the instance is left but what it wrote. */
    private void crash() {
        instances.remove(random.nextInt(instances.size()));
        if (instances.isEmpty()) {
            instances.add(new SimulatedInstance(this, bug));
        }
        rebalance();
    }

    /** An instance seems dead to the group, goes on for a while, and then learns of it. */
    private void loseLease() {
        if (instances.size() < 2) {
            return;
        }
        SimulatedInstance zombie = any();
        List<TopicPartition> lost = new ArrayList<>(zombie.partitions());
        List<SimulatedInstance> others = new ArrayList<>(instances);
        others.remove(zombie);
        SimulatedInstance heir = others.get(random.nextInt(others.size()));
        lost.forEach(partition -> broker.own(partition, heir));
        Set<TopicPartition> more = new HashSet<>(heir.partitions());
        more.addAll(lost);
        heir.assign(more);
        for (int i = random.nextInt(20); i > 0 && oracle.violations().isEmpty(); i--) {
            if (random.nextBoolean()) {
                zombie.work();
            } else {
                zombie.round();
            }
            heir.work();
        }
        zombie.lose(List.of());
        rebalance();
    }

    /** Partitions are given back first and handed out afterwards, as cooperative rebalancing does. */
    private void rebalance() {
        Map<SimulatedInstance, Set<TopicPartition>> target = new HashMap<>();
        instances.forEach(instance -> target.put(instance, new HashSet<>()));
        source.partitions().forEach(partition -> target.get(any()).add(partition));
        for (SimulatedInstance instance : instances) {
            Set<TopicPartition> kept = new HashSet<>(instance.partitions());
            kept.retainAll(target.get(instance));
            instance.assign(kept);
        }
        for (SimulatedInstance instance : instances) {
            target.get(instance).forEach(partition -> broker.own(partition, instance));
        }
        for (SimulatedInstance instance : instances) {
            instance.assign(target.get(instance));
        }
    }

    /** Some changes fail a few times, some never succeed, some find the target away. Nothing fails any more at the end. */
    @Nullable
    Failure failure(String id) {
        if (planned.add(id)) {
            failures.put(id, plan());
        }
        List<Failure> left = failures.get(id);
        if (left.isEmpty()) {
            return null;
        }
        if (left.get(0) == Failure.POISON) {
            return Failure.POISON;
        }
        Failure next = left.remove(0);
        return healed && next == Failure.UNAVAILABLE ? null : next;
    }

    private List<Failure> plan() {
        List<Failure> plan = new ArrayList<>();
        int dice = random.nextInt(20);
        if (dice == 0) {
            plan.add(Failure.POISON);
        } else if (dice < 4) {
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                plan.add(random.nextInt(3) == 0 ? Failure.UNAVAILABLE : Failure.RETRIABLE);
            }
        }
        return plan;
    }

    /** When a commit that begins now will be over, if it is not delayed by the work itself: a broker may hang for a while. */
    long commitEnds() {
        return now + (!healed && random.nextInt(10) == 0 ? random.nextInt(8_000) : 0);
    }

    boolean commitFails() {
        return !healed && random.nextInt(8) == 0;
    }

    void dying(FailedRecord record) {
        source.log(new TopicPartition(record.topic(), record.partition())).stream()
                .filter(entry -> entry.record().offset() == record.offset())
                .map(Entry::id)
                .forEach(oracle::dying);
    }

    void pass(long millis) {
        now += millis;
    }

    long now() {
        return now;
    }

    Random random() {
        return random;
    }

    int concurrency() {
        return concurrency;
    }

    int maxInFlight() {
        return maxInFlight;
    }

    AfterDeadLetter after() {
        return parksKeys ? AfterDeadLetter.PARK_KEY : AfterDeadLetter.CONTINUE;
    }

    SimulatedSource source() {
        return source;
    }

    SimulatedBroker broker() {
        return broker;
    }

    Oracle oracle() {
        return oracle;
    }
}
