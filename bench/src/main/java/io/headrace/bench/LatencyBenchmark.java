package io.headrace.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * How long after its commit in MySQL a change is in Kafka, readable by id, and searchable, through the whole pipeline on
 * this machine. The clock starts when the client has its commit acknowledged; each hop is measured in a pass of its own,
 * so that one hop's probe does not load another's.
 */
@SuppressWarnings("SystemOut")
final class LatencyBenchmark implements Benchmark {

    private static final int PATIENCE_SECONDS = 30;

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String summary() {
        return "commit to Kafka, to a reaction, to readable by id, to searchable, at a steady rate, with and without transactions"
                + " [--rate 50] [--seconds 30] [--warmup 75] [--transactions both|on|off] [--hops all|reaction]";
    }

    @Override
    public Map<String, Object> run(List<String> words) throws Exception {
        Options options = Options.parse(
                words, Map.of("rate", "50", "seconds", "30", "warmup", "75", "transactions", "both", "hops", "all"));
        int rate = options.positive("rate");
        int seconds = options.positive("seconds");
        int warmup = options.positive("warmup");
        String transactions = options.oneOf("transactions", "both", "on", "off");

        boolean onlyReaction = options.oneOf("hops", "all", "reaction").equals("reaction");

        Map<String, Object> result = new LinkedHashMap<>();
        result.put("changes_per_second", rate);
        for (boolean on :
                transactions.equals("both") ? new boolean[] {true, false} : new boolean[] {transactions.equals("on")}) {
            String title = "transactions " + (on ? "on" : "off");
            Map<String, Object> hops = new LinkedHashMap<>();
            try (BenchPipeline pipeline = BenchPipeline.start(on)) {
                pass(pipeline, pipeline.readable(), rate, warmup);
                hops.put("kafka", report(title, "in Kafka", pass(pipeline, pipeline.captured(), rate, seconds)));
                pass(pipeline, pipeline.reacted(), rate, 5);
                hops.put("reaction", report(title, "reaction", pass(pipeline, pipeline.reacted(), rate, seconds)));
                result.put(on ? "transactions_on" : "transactions_off", hops);
                if (onlyReaction) {
                    continue;
                }
                hops.put(
                        "readable",
                        report(title, "readable by id", pass(pipeline, pipeline.readable(), rate, seconds)));
                hops.put(
                        "searchable_adaptive",
                        report(
                                title,
                                "searchable, refresh=adaptive",
                                pass(pipeline, pipeline.searchable(), rate, seconds)));
                pipeline.refresh("interval");
                pass(pipeline, pipeline.readable(), rate, 5);
                hops.put(
                        "searchable_interval",
                        report(
                                title,
                                "searchable, refresh=interval",
                                pass(pipeline, pipeline.searchable(), rate, seconds)));
            }
        }
        return result;
    }

    private static Map<String, Object> report(String title, String hop, Percentiles percentiles) {
        System.out.printf("%-18s %-30s %s%n", title, hop, percentiles);
        return percentiles.toMap();
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
            long start = System.nanoTime();
            for (int change = 0; change < latencies.length; change++) {
                LockSupport.parkNanos(start + change * (TimeUnit.SECONDS.toNanos(1) / rate) - System.nanoTime());
                long id = ids.get(change % ids.size());
                String number = "BENCH-" + Long.toString(System.nanoTime(), 36);
                seen.add(probe.expect(id, number));
                update.setString(1, number);
                update.setLong(2, id);
                update.executeUpdate();
                latencies[change] = -System.nanoTime();
            }
            for (int change = 0; change < latencies.length; change++) {
                latencies[change] += seen.get(change).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            return Percentiles.ofNanos(latencies);
        }
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
