package io.headrace.search;

import io.headrace.search.fault.Fault;
import io.headrace.search.fault.FaultServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * One run of a task against a server that breaks, with deliveries, commits, rebalances and restarts in an order that a
 * seed decides. Checks at each commit that everything before the committed offsets is in the index, at each revocation
 * that nothing more comes of it, and at the end that the index holds the last valid write of each key.
 */
public final class FaultSchedule {
    private static final String TOPIC = "shop.orders";
    private static final String INDEX = "orders";
    private static final int LAST_KEY = 99;
    private static final int STEPS = 30;
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(5);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int MOST_FAULTS = 100;
    private static final int MOST_KINDS = 4;
    private static final Duration SILENCE = Duration.ofMillis(10);
    private static final Fault[] FAULTS = Fault.values();

    private final Random random;
    private final long patience;
    private final FaultServer server;
    private final List<Fault> kinds = new ArrayList<>();
    private final List<TopicPartition> partitions = new ArrayList<>();
    private final Map<TopicPartition, List<SinkRecord>> logs = new HashMap<>();
    private final Map<TopicPartition, Integer> positions = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final Set<TopicPartition> owned = new HashSet<>();
    private final Map<String, String> settings;
    private final Movement movement;
    private FakeContext context = new FakeContext(true);
    private SearchSinkTask task = new SearchSinkTask();

    private FaultSchedule(long seed, long patience, FaultServer server) {
        this.random = new Random(seed);
        this.patience = patience;
        this.server = server;
        // A few kinds at a time: what hides one bug, such as a timeout, doesn't hide all others in every schedule.
        for (int kind = 0; kind <= random.nextInt(MOST_KINDS); kind++) {
            kinds.add(FAULTS[1 + random.nextInt(FAULTS.length - 1)]);
        }
        // Most silences end before the client gives up, so that a slow machine is not taken for a silent server.
        boolean clientGivesUp = random.nextInt(4) == 0;
        server.silence(clientGivesUp ? Duration.ZERO : SILENCE);
        movement = Movement.any(random);
        for (int number = 0; number <= random.nextInt(3); number++) {
            TopicPartition partition = new TopicPartition(TOPIC, number);
            partitions.add(partition);
            logs.put(partition, log(partition));
            committed.put(partition, 0L);
        }
        settings = RunningTask.configuration(
                server,
                true,
                "batch.size",
                String.valueOf(1 + random.nextInt(8)),
                "max.in.flight.requests",
                String.valueOf(1 + random.nextInt(4)),
                "linger.ms",
                String.valueOf(random.nextInt(3)),
                "max.buffered.bytes",
                random.nextBoolean() ? "4000" : "1000000",
                "coalesce",
                String.valueOf(random.nextInt(4) > 0),
                "refresh",
                random.nextInt(4) == 0 ? "adaptive" : "interval",
                "refresh.min.interval.ms",
                "1",
                "read.timeout.ms",
                clientGivesUp ? "200" : "600000",
                "close.timeout.ms",
                "5",
                "retry.backoff.max.ms",
                "2");
        movement.prepare(server.store(), INDEX, settings, random);
    }

    /** Throws an AssertionError that says what went wrong. */
    public static void run(long seed) {
        run(seed, PATIENCE);
    }

    /** @param patience for how many nanoseconds the records may take to be written after the last fault */
    public static void run(long seed, long patience) {
        try (FaultServer server = new FaultServer()) {
            FaultSchedule schedule = new FaultSchedule(seed, patience, server);
            try {
                schedule.run();
            } finally {
                schedule.task.stop();
            }
        }
    }

    private List<SinkRecord> log(TopicPartition partition) {
        List<SinkRecord> log = new ArrayList<>();
        int count = 10 + random.nextInt(50);
        // Few keys meet in lanes and buffers, many are seldom overwritten, so that a lost write stays lost.
        int keys = 1 + random.nextInt(random.nextBoolean() ? 6 : 60);
        if (movement != Movement.NONE) {
            return MovingRows.log(partition, prefix(partition), count, keys, random);
        }
        for (int offset = 0; offset < count; offset++) {
            int kind = random.nextInt(12);
            String value = kind < 2 ? null : "{\"v\":" + offset + (kind == 2 ? ",\"poison\":true}" : "}");
            log.add(record(partition, offset, random.nextInt(keys), value));
        }
        return log;
    }

    private static SinkRecord record(TopicPartition partition, long offset, int key, String value) {
        return record(partition, offset, prefix(partition) + key, value);
    }

    static SinkRecord record(TopicPartition partition, long offset, String key, String value) {
        byte[] keyBytes = ("\"" + key + "\"").getBytes(StandardCharsets.UTF_8);
        byte[] valueBytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        return new SinkRecord(
                partition.topic(),
                partition.partition(),
                Schema.BYTES_SCHEMA,
                keyBytes,
                Schema.OPTIONAL_BYTES_SCHEMA,
                valueBytes,
                offset);
    }

    private static String prefix(TopicPartition partition) {
        return "p" + partition.partition() + "-";
    }

    private void run() {
        int percent = 10 + random.nextInt(50);
        Random faultRandom = new Random(random.nextLong());
        AtomicInteger left = new AtomicInteger(MOST_FAULTS);
        server.faults(() -> {
            synchronized (faultRandom) {
                return faultRandom.nextInt(100) < percent && left.getAndDecrement() > 0
                        ? kinds.get(faultRandom.nextInt(kinds.size()))
                        : Fault.NONE;
            }
        });
        start();
        for (int step = 0; step < STEPS; step++) {
            step();
        }
        if (!owned.containsAll(partitions)) {
            rebalance();
        }
        finish();
        task.close(owned);
        task.stop();
        checkFinalState();
    }

    private void step() {
        switch (random.nextInt(12)) {
            case 0 -> restart();
            case 1, 2 -> rebalance();
            case 3 -> commit();
            case 4 -> LockSupport.parkNanos(random.nextInt(2_000_000));
            default -> deliver();
        }
        if (random.nextBoolean()) {
            awaitRequests(1 + random.nextInt(3));
        }
        committable();
    }

    /** Lets the senders do something, if there is something to do. */
    private void awaitRequests(int howMany) {
        int wanted = server.bulks() + howMany;
        long deadline = System.nanoTime() + PAUSE;
        while (server.bulks() < wanted
                && System.nanoTime() - deadline < 0
                && committable().entrySet().stream().anyMatch(at -> at.getValue() < positions.get(at.getKey()))) {
            LockSupport.parkNanos(100_000);
        }
    }

    private void start() {
        context = new FakeContext(true);
        task = new SearchSinkTask();
        context.assign(Set.copyOf(partitions));
        task.initialize(context);
        task.start(settings);
        open(Set.copyOf(partitions));
    }

    private void open(Set<TopicPartition> opened) {
        for (TopicPartition partition : opened) {
            server.allow(prefix(partition));
            positions.put(partition, Math.toIntExact(committed.get(partition)));
        }
        owned.addAll(opened);
        context.assign(owned);
        task.open(opened);
    }

    private void close(Set<TopicPartition> closed) {
        if (random.nextBoolean()) {
            commit();
        }
        task.close(closed);
        owned.removeAll(closed);
        context.revoke(closed);
        closed.forEach(partition -> server.forbid(prefix(partition)));
    }

    private void restart() {
        close(Set.copyOf(owned));
        task.stop();
        start();
    }

    /** A partition that is away comes back; else one goes, often with records that have just been delivered. */
    private void rebalance() {
        Set<TopicPartition> away = new HashSet<>(partitions);
        away.removeAll(owned);
        if (away.isEmpty()) {
            deliver();
            close(Set.of(partitions.get(random.nextInt(partitions.size()))));
        } else {
            open(away);
        }
    }

    private void deliver() {
        List<SinkRecord> polled = new ArrayList<>();
        for (TopicPartition partition : owned) {
            if (!context.paused().contains(partition)) {
                List<SinkRecord> log = logs.get(partition);
                int from = positions.get(partition);
                int to = Math.min(log.size(), from + random.nextInt(8));
                polled.addAll(log.subList(from, to));
                positions.put(partition, to);
            }
        }
        task.put(polled);
    }

    private void commit() {
        committed.putAll(committable());
    }

    /** What may be committed now, after a look whether it may. */
    private Map<TopicPartition, Long> committable() {
        Map<TopicPartition, OffsetAndMetadata> current = new HashMap<>();
        owned.forEach(partition -> current.put(partition, new OffsetAndMetadata(positions.get(partition))));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        task.preCommit(current).forEach((partition, offset) -> {
            check(partition, offset.offset());
            offsets.put(partition, offset.offset());
        });
        return offsets;
    }

    private void check(TopicPartition partition, long offset) {
        require(offset <= positions.get(partition), "a commit of what was not delivered");
        if (movement != Movement.NONE) {
            checkMoved(logs.get(partition).subList(0, Math.toIntExact(offset)));
            return;
        }
        Map<String, Long> newest = new TreeMap<>();
        for (SinkRecord record : logs.get(partition).subList(0, Math.toIntExact(offset))) {
            if (!isPoison(record)) {
                newest.put(id(record), record.kafkaOffset());
            }
        }
        newest.forEach((id, version) -> require(
                server.store().version(INDEX, id) >= version,
                "offset " + offset + " was committed, and record " + version + " before it is not in the index"));
    }

    private void checkMoved(List<SinkRecord> committed) {
        MovingRows.after(committed)
                .newest()
                .forEach((id, written) -> require(
                        server.store().version(INDEX, id, movement.routing(written.route())) >= written.version(),
                        written + " of " + id + " was committed, and is not in the index"));
    }

    private void finish() {
        Map<TopicPartition, Long> ends = ends();
        long deadline = System.nanoTime() + patience;
        while (ends.entrySet().stream().anyMatch(end -> committed.get(end.getKey()) < end.getValue())) {
            require(System.nanoTime() - deadline < 0, "not everything is written: " + committed + " of " + ends);
            deliver();
            commit();
            LockSupport.parkNanos(1_000_000);
            if (positions.entrySet().stream().allMatch(at -> at.getValue() >= ends.get(at.getKey()))) {
                // A report of a refused record waits for a success after it.
                partitions.forEach(this::append);
            }
        }
    }

    private void append(TopicPartition partition) {
        List<SinkRecord> log = logs.get(partition);
        String row = "{\"v\":" + log.size() + "}";
        String value = movement == Movement.NONE ? row : MovingRows.change(null, MovingRows.row(log.size(), 0, false));
        log.add(record(partition, log.size(), LAST_KEY, value));
    }

    private Map<TopicPartition, Long> ends() {
        Map<TopicPartition, Long> ends = new HashMap<>();
        logs.forEach((partition, log) -> ends.put(partition, (long) log.size()));
        return ends;
    }

    private Map<String, String> expected() {
        Map<String, String> expected = new TreeMap<>();
        if (movement != Movement.NONE) {
            logs.values()
                    .forEach(log -> MovingRows.after(log)
                            .documents()
                            .forEach((id, document) -> expected.put(
                                    server.store().place(id, movement.routing(document.route())), document.text())));
            return expected;
        }
        logs.values().stream()
                .flatMap(List::stream)
                .filter(record -> !isPoison(record))
                .forEach(record -> {
                    if (record.value() == null) {
                        expected.remove(id(record));
                    } else {
                        expected.put(id(record), text(record.value()));
                    }
                });
        return expected;
    }

    private void checkFinalState() {
        Map<String, String> expected = expected();
        Map<String, String> actual = new TreeMap<>();
        server.store().documents(INDEX).forEach((id, document) -> actual.put(id, document.toString()));
        actual.keySet().removeIf(FaultSchedule::isAppended);
        expected.keySet().removeIf(FaultSchedule::isAppended);
        require(actual.equals(expected), "the index holds " + actual + " and should hold " + expected);
        // What is sent again for its refresh may meet its successor: the server has its version and refuses it.
        boolean mayOverlap = settings.get("refresh").equals("adaptive");
        require(mayOverlap || server.overlaps().isEmpty(), "two requests at a time held " + server.overlaps());
        require(server.trespasses().isEmpty(), "requests of a revoked partition held " + server.trespasses());
        for (FakeContext.Report report : context.reports()) {
            require(isPoison(report.record()), "a sound record was reported");
        }
    }

    private static boolean isAppended(String id) {
        return id.replaceAll("@.*", "").endsWith("-" + LAST_KEY);
    }

    static boolean isPoison(SinkRecord record) {
        return record.value() != null && text(record.value()).contains("poison");
    }

    static String id(SinkRecord record) {
        return text(record.key()).replace("\"", "");
    }

    static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
