package io.headrace.bench.stack;

import io.headrace.bench.harness.Benchmark;
import io.headrace.bench.harness.Options;
import io.headrace.bench.harness.Percentiles;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How long after its commit in MySQL a change is in Kafka, readable by id, and searchable, through the whole pipeline on
 * this machine. The clock starts when the client has its commit acknowledged; each hop is measured in a pass of its own,
 * so that one hop's probe does not load another's.
 */
@SuppressWarnings("SystemOut")
public final class LatencyBenchmark implements Benchmark {

    private static final int PATIENCE_SECONDS = 30;
    private static final int PROBE_WARMUP_SECONDS = 5;

    /** What a change reaches, in the order in which it is measured. */
    private enum Hop {
        KAFKA("in Kafka"),
        REACTION("reaction"),
        READABLE("readable by id"),
        ADAPTIVE("searchable, refresh=adaptive"),
        INTERVAL("searchable, refresh=interval");

        private final String title;

        Hop(String title) {
            this.title = title;
        }

        HopProbe probe(BenchPipeline pipeline) {
            return switch (this) {
                case KAFKA -> pipeline.captured();
                case REACTION -> pipeline.reacted();
                case READABLE -> pipeline.readable();
                case ADAPTIVE, INTERVAL -> pipeline.searchable();
            };
        }

        /** As it is named in options and results. */
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        static List<Hop> parse(String labels) {
            List<Hop> hops = new ArrayList<>();
            for (String label : labels.split(",")) {
                hops.add(Stream.of(values())
                        .filter(hop -> hop.label().equals(label))
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException("--hops takes some of " + ALL_HOPS + ", not " + label)));
            }
            return hops;
        }
    }

    private static final String ALL_HOPS =
            Stream.of(Hop.values()).map(Hop::label).collect(Collectors.joining(","));

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String summary() {
        return "commit to Kafka, to a reaction, to readable by id, to searchable, at a steady rate, with and without transactions"
                + " [--rate 50] [--seconds 30] [--warmup 180] [--transactions both|on|off] [--hops " + ALL_HOPS + "]";
    }

    @Override
    public Map<String, Object> run(List<String> words) throws Exception {
        Options options = Options.parse(
                words,
                Map.of("rate", "50", "seconds", "30", "warmup", "180", "transactions", "both", "hops", ALL_HOPS));
        int rate = options.positive("rate");
        int seconds = options.positive("seconds");
        int warmup = options.positive("warmup");
        String transactions = options.oneOf("transactions", "both", "on", "off");
        List<Hop> hops = Hop.parse(options.get("hops"));

        Map<String, Object> result = new LinkedHashMap<>();
        result.put("changes_per_second", rate);
        for (boolean on :
                transactions.equals("both") ? new boolean[] {true, false} : new boolean[] {transactions.equals("on")}) {
            String title = "transactions " + (on ? "on" : "off");
            Map<String, Object> figures = new LinkedHashMap<>();
            result.put(on ? "transactions_on" : "transactions_off", figures);
            try (BenchPipeline pipeline = BenchPipeline.start(on)) {
                pass(pipeline, pipeline.readable(), rate, warmup);
                for (Hop hop : hops) {
                    if (hop == Hop.INTERVAL) {
                        pipeline.refresh("interval");
                    }
                    pass(pipeline, hop.probe(pipeline), rate, PROBE_WARMUP_SECONDS);
                    Percentiles percentiles = pass(pipeline, hop.probe(pipeline), rate, seconds);
                    System.out.printf("%-18s %-30s %s%n", title, hop.title, percentiles);
                    figures.put(hop.label(), percentiles.toMap());
                }
            }
        }
        return result;
    }

    /** Updates one order after the other at a steady rate, and waits until the probe has seen each change. */
    private static Percentiles pass(BenchPipeline pipeline, HopProbe probe, int rate, int seconds)
            throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        List<CompletableFuture<Long>> seen = new ArrayList<>();
        long[] latencies = new long[rate * seconds];
        try (probe;
                Connection connection = pipeline.connect();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE orders SET order_number = ? WHERE id = ?")) {
            List<Long> ids = orderIds(connection);
            meet(probe, update, ids.get(0));
            long start = System.nanoTime();
            for (int change = 0; change < latencies.length; change++) {
                LockSupport.parkNanos(start + change * (TimeUnit.SECONDS.toNanos(1) / rate) - System.nanoTime());
                long id = ids.get(change % ids.size());
                String number = "BENCH-" + Long.toString(System.nanoTime(), 36);
                seen.add(probe.expect(id, number));
                update(update, id, number);
                latencies[change] = -System.nanoTime();
            }
            for (int change = 0; change < latencies.length; change++) {
                latencies[change] += seen.get(change).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            return Percentiles.ofNanos(latencies);
        }
    }

    /** Waits until the probe sees changes: how long it takes to get ready is nobody's latency. */
    private static void meet(HopProbe probe, PreparedStatement update, long id)
            throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        String number = "BENCH-" + Long.toString(System.nanoTime(), 36);
        CompletableFuture<Long> seen = probe.expect(id, number);
        update(update, id, number);
        seen.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static void update(PreparedStatement update, long id, String number) throws SQLException {
        update.setString(1, number);
        update.setLong(2, id);
        update.executeUpdate();
    }

    private static List<Long> orderIds(Connection connection) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (ResultSet rows =
                connection.createStatement().executeQuery("SELECT id FROM orders ORDER BY id LIMIT 1000")) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }
}
