package io.headrace.bench.sink;

import io.headrace.bench.harness.Benchmark;
import io.headrace.bench.harness.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How fast a sink in a real Connect worker indexes a topic, beside the limit: a client that sends the same documents as
 * ready-made bulk bodies, right before and right after each sink, so that both meet the same machine.
 */
@SuppressWarnings("SystemOut")
public final class SinkBenchmark implements Benchmark {

    @Override
    public String name() {
        return "sink";
    }

    @Override
    public String summary() {
        return "documents per second, worker CPU and memory of the sink beside a client with ready-made bulk bodies"
                + " [--records 1000000] [--variants bytes,map,adaptive,changes] [--rounds 1] [--warmup 1]"
                + " [--plugin FOLDER --config FILE]";
    }

    @Override
    public Map<String, Object> run(List<String> words) throws Exception {
        Options options = Options.parse(
                words,
                Map.of(
                        "records", "1000000",
                        "variants", "bytes,map,adaptive,changes",
                        "rounds", "1",
                        "warmup", "1",
                        "plugin", "",
                        "config", ""));
        int records = options.positive("records");
        List<SinkVariant> variants = variants(options);
        Path folder = Files.createTempDirectory("headrace-bench-sink-");
        try (SinkStage stage = SinkStage.start(options.get("plugin"))) {
            Field documents = Field.ready(stage, SinkTopic.ofDocuments("bench-documents", records), folder);
            Field changes = variants.stream().anyMatch(SinkVariant::changes)
                    ? Field.ready(stage, SinkTopic.ofChanges("bench-changes", records), folder)
                    : documents;
            Rounds rounds = new Rounds(stage, documents, changes);
            for (int i = 0; i < options.positive("warmup"); i++) {
                System.err.println("Warming up server and worker …");
                rounds.warm(variants);
            }
            for (int i = 0; i < options.positive("rounds"); i++) {
                rounds.measure(variants);
            }
            return rounds.result();
        } finally {
            for (String body : List.of("bench-documents", "bench-changes")) {
                Files.deleteIfExists(folder.resolve(body));
            }
            Files.delete(folder);
        }
    }

    private static List<SinkVariant> variants(Options options) throws Exception {
        List<SinkVariant> variants = new ArrayList<>();
        for (String name : options.get("variants").split(",", -1)) {
            variants.add(SinkVariant.ofOurs(name));
        }
        if (!options.get("config").isEmpty()) {
            variants.add(SinkVariant.ofOther(options.get("config")));
        }
        return variants;
    }

    /** A filled topic and the same as bulk bodies. */
    private record Field(SinkTopic topic, BulkBodies bodies) {
        static Field ready(SinkStage stage, SinkTopic topic, Path folder) throws Exception {
            System.err.printf("Filling %s with %,d records …%n", topic.name(), topic.records());
            topic.fill(stage.stack().endpoints().bootstrapServers());
            return new Field(topic, BulkBodies.of(topic, folder.resolve(topic.name())));
        }
    }

    /**
     * What the limit client reached.
     *
     * @param serverCpuPerMillion seconds of Elasticsearch for a million records
     */
    private record Limit(double perSecond, double serverCpuPerMillion) {
        Limit mean(Limit other) {
            return new Limit((perSecond + other.perSecond) / 2, (serverCpuPerMillion + other.serverCpuPerMillion) / 2);
        }
    }

    /** Runs the passes and keeps what they showed. */
    private static final class Rounds {
        private final SinkStage stage;
        private final Field documents;
        private final Field changes;
        private final List<Map<String, Object>> passes = new ArrayList<>();
        private final Map<String, List<Double>> ratios = new LinkedHashMap<>();
        private int connectors;

        Rounds(SinkStage stage, Field documents, Field changes) {
            this.stage = stage;
            this.documents = documents;
            this.changes = changes;
        }

        void warm(List<SinkVariant> variants) throws Exception {
            limit(documents);
            for (SinkVariant variant : variants) {
                sink(variant);
            }
        }

        void measure(List<SinkVariant> variants) throws Exception {
            System.out.printf(
                    "%-10s %10s %10s %7s %12s %12s %12s %9s  %s%n",
                    "variant",
                    "docs/s",
                    "limit/s",
                    "ratio",
                    "worker s/M",
                    "server s/M",
                    "at limit s/M",
                    "peak MiB",
                    "index");
            @Nullable Limit before = null;
            Field limited = documents;
            for (SinkVariant variant : variants) {
                Field field = fieldOf(variant);
                before = before == null || !limited.equals(field) ? limit(field) : before;
                SinkPass.Figures figures = sink(variant);
                IndexCheck.Result check = new IndexCheck(stage.elasticsearch(), field.topic(), variant.ours()).run();
                Limit after = limit(field);
                report(variant, figures, before.mean(after), check);
                before = after;
                limited = field;
            }
        }

        private Field fieldOf(SinkVariant variant) {
            return variant.changes() ? changes : documents;
        }

        private SinkPass.Figures sink(SinkVariant variant) throws Exception {
            SinkTopic topic = fieldOf(variant).topic();
            return new SinkPass(stage, topic, "bench-" + ++connectors, variant.configFor(topic)).run();
        }

        private Limit limit(Field field) throws Exception {
            stage.recreateIndex(field.topic());
            double serverBefore = stage.server().cpuSeconds();
            long nanos = new LimitClient(
                            stage.stack().endpoints().elasticsearch(),
                            field.topic().name(),
                            field.bodies())
                    .run();
            if (!field.topic().hasDeletes()
                    && stage.operations(field.topic()) != field.topic().records()) {
                throw new IllegalStateException("The limit client did not write all of its documents.");
            }
            double serverCpu = stage.server().cpuSeconds() - serverBefore;
            return new Limit(
                    field.topic().records() / (nanos / 1e9),
                    serverCpu / field.topic().records() * 1e6);
        }

        private void report(SinkVariant variant, SinkPass.Figures figures, Limit limit, IndexCheck.Result check) {
            double millions = fieldOf(variant).topic().records() / 1e6;
            double ratio = figures.recordsPerSecond() / limit.perSecond();
            double cpu = figures.cpuSeconds() / millions;
            double serverCpu = figures.serverCpuSeconds() / millions;
            System.out.printf(
                    Locale.ROOT,
                    "%-10s %10.0f %10.0f %6.1f%% %12.2f %12.2f %12.2f %9d  %s%n",
                    variant.name(),
                    figures.recordsPerSecond(),
                    limit.perSecond(),
                    ratio * 100,
                    cpu,
                    serverCpu,
                    limit.serverCpuPerMillion(),
                    figures.peakMiB(),
                    check);
            Map<String, Object> pass = new LinkedHashMap<>();
            pass.put("variant", variant.name());
            pass.put("documents_per_second", Math.round(figures.recordsPerSecond()));
            pass.put("limit_per_second", Math.round(limit.perSecond()));
            pass.put("ratio", Math.round(ratio * 1_000) / 1_000.0);
            pass.put("worker_cpu_s_per_million", Math.round(cpu * 100) / 100.0);
            pass.put("server_cpu_s_per_million", Math.round(serverCpu * 100) / 100.0);
            pass.put("limit_server_cpu_s_per_million", Math.round(limit.serverCpuPerMillion() * 100) / 100.0);
            pass.put("worker_peak_mib", figures.peakMiB());
            pass.put("exact", check.isExact());
            passes.add(pass);
            ratios.computeIfAbsent(variant.name(), name -> new ArrayList<>()).add(ratio);
        }

        private static double median(List<Double> values) {
            double[] sorted =
                    values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        }

        Map<String, Object> result() {
            Map<String, Object> medians = new LinkedHashMap<>();
            ratios.forEach((variant, each) -> {
                double median = median(each);
                System.out.printf(Locale.ROOT, "%-10s median of %d: %.1f%%%n", variant, each.size(), median * 100);
                medians.put(variant, Math.round(median * 1_000) / 1_000.0);
            });
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("records", documents.topic().records());
            result.put("median_ratios", medians);
            result.put("passes", passes);
            return result;
        }
    }
}
