package io.headrace.bench.stack;

import io.headrace.bench.harness.Benchmark;
import io.headrace.bench.harness.Options;
import io.headrace.bench.harness.Percentiles;
import io.headrace.console.demo.Tail;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How long after another read_committed reader has a record {@code ./cdc tail} hands the change to its screen. */
@SuppressWarnings("SystemOut")
public final class TailBenchmark implements Benchmark {

    private static final int PATIENCE_SECONDS = 60;

    @Override
    public String name() {
        return "tail";
    }

    @Override
    public String summary() {
        return "from the record in Kafka to the line of ./cdc tail [--rate 20] [--seconds 30]";
    }

    @Override
    public Map<String, Object> run(List<String> words) throws Exception {
        Options options = Options.parse(words, Map.of("rate", "20", "seconds", "30"));
        int rate = options.positive("rate");
        try (BenchPipeline pipeline = BenchPipeline.start(true)) {
            pass(pipeline, rate, rate * 5);
            Percentiles percentiles = pass(pipeline, rate, rate * options.positive("seconds"));
            System.out.printf("%-30s %s%n", "in Kafka to the line of tail", percentiles);
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("changes_per_second", rate);
            result.put("tail", percentiles.toMap());
            return result;
        }
    }

    private static Percentiles pass(BenchPipeline pipeline, int rate, int changes) throws Exception {
        Map<String, CompletableFuture<Long>> shown = new ConcurrentHashMap<>();
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        Thread tail = new Thread(
                () -> new Tail(pipeline.target(), List.of("inventory.orders"), change -> true, text -> {})
                        .run(null, null, change -> {
                            Tail.Values number = change.fields().get("order_number");
                            if (number != null && number.after() != null) {
                                shown.computeIfAbsent(number.after().asText(), any -> new CompletableFuture<>())
                                        .complete(System.nanoTime());
                            }
                            return !done.isDone();
                        }),
                "tail");
        tail.setDaemon(true);
        tail.start();
        long[] latencies = new long[changes];
        try (HopProbe kafka = pipeline.captured();
                Connection connection = pipeline.connect();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE orders SET order_number = ? WHERE id = 1")) {
            awaitTail(update, shown);
            for (int change = 0; change < changes; change++) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / rate);
                String number = "BENCH-" + Long.toString(System.nanoTime(), 36);
                CompletableFuture<Long> inKafka = kafka.expect(1, number);
                CompletableFuture<Long> onScreen = shown.computeIfAbsent(number, any -> new CompletableFuture<>());
                update.setString(1, number);
                update.executeUpdate();
                long at = inKafka.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                latencies[change] = Math.max(0, onScreen.get(PATIENCE_SECONDS, TimeUnit.SECONDS) - at);
            }
            done.complete(true);
            update.setString(1, "BENCH-END");
            update.executeUpdate();
        }
        return Percentiles.ofNanos(latencies);
    }

    /** Changes come until the tail, which begins at the topic's end of some moment, has shown one. */
    private static void awaitTail(PreparedStatement update, Map<String, CompletableFuture<Long>> shown)
            throws Exception {
        while (shown.values().stream().noneMatch(CompletableFuture::isDone)) {
            update.setString(1, "BENCH-" + Long.toString(System.nanoTime(), 36));
            update.executeUpdate();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }
}
