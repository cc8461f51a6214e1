package io.headrace.bench.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.bench.harness.Benchmark;
import io.headrace.bench.harness.Options;
import io.headrace.console.reindex.Reindex;
import io.headrace.console.reindex.Reindexed;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.stack.LocalStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How fast {@code reindex} fills a new index from the topic and by a snapshot, beside what the same sink reaches when it
 * does nothing but read the same topic into an empty index.
 */
@SuppressWarnings("SystemOut")
public final class ReindexBenchmark implements Benchmark {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOPIC = "dbserver1.inventory.orders";
    private static final String SCRATCH = "orders-scratch";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public String name() {
        return "reindex";
    }

    @Override
    public String summary() {
        return "documents a second of reindex from the topic and by a snapshot, and of the sink alone"
                + " [--rows 1000000] [--from both|topic|snapshot]";
    }

    @Override
    public Map<String, Object> run(List<String> words) throws Exception {
        Options options = Options.parse(words, Map.of("rows", "1000000", "from", "both"));
        int rows = options.positive("rows");
        String from = options.oneOf("from", "both", "topic", "snapshot");
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("rows", rows);
        try (BenchPipeline pipeline = BenchPipeline.start(true, rows, true)) {
            PipelineEndpoints target = pipeline.target();
            long alone = sinkAlone(target);
            System.out.printf("%-24s %6d documents/s%n", "the sink alone", alone);
            result.put("sink_alone_per_second", alone);
            for (Reindex.From way : new Reindex.From[] {Reindex.From.TOPIC, Reindex.From.SNAPSHOT}) {
                String name = way.name().toLowerCase(java.util.Locale.ROOT);
                if (from.equals("both") || from.equals(name)) {
                    result.put(name, reindex(target, way, alone));
                }
            }
        }
        return result;
    }

    private static Map<String, Object> reindex(PipelineEndpoints target, Reindex.From way, long alone) {
        Reindex reindex = new Reindex(
                target,
                new Reindex.Options(
                        "inventory.orders", null, null, null, way, Duration.ofMinutes(2), LocalStack.tokenKey()),
                System.err::println);
        Reindexed done = reindex.start();
        double share = done.perSecond() / (double) alone;
        System.out.printf(
                "%-24s %6d documents/s, %.0f %% of the sink alone; filled in %.1f s, swapped after %.1f s%n",
                "reindex from " + done.fill(),
                done.perSecond(),
                share * 100,
                done.fillMillis() / 1000.0,
                done.millis() / 1000.0);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("per_second", done.perSecond());
        figures.put("share_of_sink", Math.round(share * 100) / 100.0);
        figures.put("fill_seconds", done.fillMillis() / 1000.0);
        figures.put("seconds_until_swapped", done.millis() / 1000.0);
        figures.put("documents", done.documents());
        reindex.finish(true);
        return figures;
    }

    /** A plain sink that reads the topic from its beginning into an index of the same template. */
    private long sinkAlone(PipelineEndpoints target) throws IOException, InterruptedException {
        String connector = target.connect() + "/connectors/elasticsearch-sink";
        ObjectNode config = (ObjectNode) ask("GET", connector + "/config", null);
        config.put("name", "scratch-sink").put("topic.to.index", TOPIC + ":" + SCRATCH);
        config.put("resource.type", "index").put("refresh", "interval");
        config.put("consumer.override.auto.offset.reset", "earliest");
        String index = target.elasticsearch() + "/" + SCRATCH;
        JsonNode mapping = ask("GET", target.elasticsearch() + "/orders/_mapping", null);
        ObjectNode body = JSON.createObjectNode();
        body.set("mappings", mapping.elements().next().path("mappings"));
        ask("PUT", index, body);
        long wanted = writes(target.elasticsearch() + "/orders");
        long start = System.nanoTime();
        ask("PUT", target.connect() + "/connectors/scratch-sink/config", config);
        long written = 0;
        while (written < wanted) {
            Thread.sleep(50);
            written = writes(index);
            if (System.nanoTime() - start > Duration.ofMinutes(5).toNanos()) {
                throw new IllegalStateException("The sink alone wrote " + written + " of " + wanted + " documents.");
            }
        }
        long perSecond = Math.round(wanted / ((System.nanoTime() - start) / 1e9));
        ask("DELETE", target.connect() + "/connectors/scratch-sink", null);
        ask("DELETE", index, null);
        return perSecond;
    }

    private long writes(String index) throws IOException, InterruptedException {
        return ask("GET", index + "/_stats/indexing", null)
                .path("_all")
                .path("primaries")
                .path("indexing")
                .path("index_total")
                .asLong();
    }

    private JsonNode ask(String method, String address, @Nullable JsonNode body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .build();
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(method + " " + address + " answered " + response.statusCode());
        }
        return response.body().length == 0 ? JSON.missingNode() : JSON.readTree(response.body());
    }
}
