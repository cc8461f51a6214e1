package io.headrace.bench.listener;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All contenders read the same topic of {@value #RECORDS} changes from its beginning, each in a group of its own, decode the same
 * JSON and call the same handler. A rate is from the first call to the end of the last wanted one, so joining the group does
 * not count. The first round warms up.
 */
@SuppressWarnings("SystemOut")
public final class ListenerBench {
    static final int RECORDS = 300_000;
    private static final int KEYS = 1_000;
    private static final int PARTITIONS = 6;
    private static final long MILLISECOND = 1_000_000;
    private static final int FAILING = 500;

    private final Workbench bench;
    private final int rounds;
    private final Map<String, Object> result = new LinkedHashMap<>();

    private ListenerBench(Workbench bench, int rounds) {
        this.bench = bench;
        this.rounds = rounds;
    }

    /**
     * Prints tables, and gives the figures.
     *
     * @param only {@code all}, or one part: {@code noop}, {@code blocking}, {@code failing}
     */
    public static Map<String, Object> run(int rounds, String only) throws Exception {
        try (Workbench bench = Workbench.start(PARTITIONS, KEYS, RECORDS)) {
            ListenerBench all = new ListenerBench(bench, rounds);
            if (only.equals("all") || only.equals("noop")) {
                all.noop();
            }
            if (only.equals("all") || only.equals("blocking")) {
                all.blocking();
            }
            if (only.equals("all") || only.equals("failing")) {
                all.failing();
            }
            return all.result;
        }
    }

    private void noop() throws Exception {
        System.out.printf("%nNo-op handler, %d changes, %d partitions%n", RECORDS, PARTITIONS);
        Map<String, Contender> contenders = new LinkedHashMap<>();
        contenders.put("bare poll loop", new PollLoop());
        contenders.put("headrace, 16", new OurListener(16));
        Map<String, Double> rates = compare(contenders, RECORDS, 0, "bare poll loop");
        result.put("noop_per_second", rates);
    }

    private void blocking() throws Exception {
        System.out.printf("%nHandler that blocks for 1 ms, %d keys, %d partitions%n", KEYS, PARTITIONS);
        Map<String, Double> rates = new LinkedHashMap<>();
        rates.putAll(compare(Map.of("serial", new PollLoop()), 4_000, MILLISECOND, "serial"));
        double serial = rates.getOrDefault("serial", 1.0);
        for (int concurrency : new int[] {16, 64}) {
            Map<String, Contender> contenders = new LinkedHashMap<>();
            contenders.put("headrace, " + concurrency, new OurListener(concurrency));
            contenders.put("parallel-consumer, " + concurrency, new ParallelConsumer(concurrency));
            contenders.put("spring-kafka, " + concurrency, new SpringKafka(concurrency));
            for (var contender : contenders.entrySet()) {
                int records = contender.getValue() instanceof SpringKafka ? 15_000 : concurrency * 2_500;
                double rate = median(contender.getValue(), records, MILLISECOND);
                rates.put(contender.getKey(), rate);
                print(contender.getKey(), rate, rate / serial, "x serial");
            }
        }
        result.put("blocking_1ms_per_second", rates);
    }

    private void failing() throws Exception {
        System.out.printf("%n%d healthy keys beside one that always fails, 1 ms, concurrency 16%n", KEYS - 1);
        Map<String, Contender> contenders = new LinkedHashMap<>();
        contenders.put("all healthy", new OurListener(16));
        contenders.put(
                "one always fails", new OurListener(16, row -> row.get("id").asInt() == FAILING));
        result.put("failing_key_per_second", compare(contenders, 80_000, MILLISECOND, "all healthy"));
    }

    /** In turns, so that what the machine does besides befalls all alike. */
    private Map<String, Double> compare(Map<String, Contender> contenders, int records, long nanos, String base)
            throws Exception {
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (var contender : contenders.entrySet()) {
                double rate = once(contender.getValue(), records, nanos);
                if (round > 0) {
                    rates.computeIfAbsent(contender.getKey(), any -> new ArrayList<>())
                            .add(rate);
                }
            }
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        rates.forEach((name, all) -> medians.put(name, median(all)));
        medians.forEach((name, rate) -> print(name, rate, rate / medians.getOrDefault(base, rate), "of " + base));
        return medians;
    }

    private double median(Contender contender, int records, long nanos) throws Exception {
        List<Double> rates = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            double rate = once(contender, records, nanos);
            if (round > 0) {
                rates.add(rate);
            }
        }
        return median(rates);
    }

    private double once(Contender contender, int records, long nanos) throws Exception {
        Handled handled = new Handled(records, nanos);
        try (AutoCloseable running = contender.start(bench, handled)) {
            return handled.rate();
        }
    }

    private static double median(List<Double> rates) {
        return rates.stream().sorted().toList().get(rates.size() / 2);
    }

    private static void print(String name, double rate, double ratio, String unit) {
        System.out.printf(Locale.ROOT, "  %-24s %9.0f /s   %6.2f %s%n", name, rate, ratio, unit);
    }
}
