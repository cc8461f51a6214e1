package io.headrace.bench.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headrace.bench.harness.Benchmark;
import io.headrace.bench.harness.Options;
import io.headrace.console.demo.Workload;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.stack.LocalStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long {@code ./cdc verify} takes, as a process of its own with a heap of 256 MiB, on a table of many rows that is
 * changed meanwhile; all servers run on the same machine.
 */
@SuppressWarnings("SystemOut")
public final class VerifyBenchmark implements Benchmark {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String summary() {
        return "./cdc verify of many rows in 256 MiB while changes go on [--rows 1000000] [--rate 200] [--warmup 60]"
                + " [--runs 1] [--listener yes|no]";
    }

    @Override
    public Map<String, Object> run(List<String> words) throws Exception {
        Options options = Options.parse(
                words, Map.of("rows", "1000000", "rate", "200", "warmup", "60", "runs", "1", "listener", "yes"));
        int rows = options.positive("rows");
        int rate = options.positive("rate");
        Map<String, Object> result = new LinkedHashMap<>();
        Duration warmup = Duration.ofSeconds(options.positive("warmup"));
        result.put("changes_per_second_asked", rate);
        result.put("seconds_of_changes_before", warmup.toSeconds());
        List<Map<String, Object>> runs = new ArrayList<>();
        boolean listener = options.oneOf("listener", "yes", "no").equals("yes");
        result.put("listener", listener);
        try (BenchPipeline pipeline = BenchPipeline.start(true, rows, listener)) {
            AtomicLong changes = new AtomicLong();
            PipelineEndpoints target = pipeline.target();
            Thread load = new Thread(() -> changes.set(new Workload(target, rate, Duration.ofHours(1), line -> {})
                    .run()
                    .changes()));
            long start = System.nanoTime();
            load.start();
            Thread.sleep(warmup.toMillis()); // the servers' JVMs compile the way of single changes
            for (int run = 0; run < options.positive("runs"); run++) {
                runs.add(verify(target));
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            load.interrupt();
            load.join();
            result.put("changes_per_second", Math.round(changes.get() / seconds));
        }
        result.put("runs", runs);
        return result;
    }

    private static Map<String, Object> verify(PipelineEndpoints target) throws IOException, InterruptedException {
        Path out = Files.createTempFile("headrace-bench-verify-", ".json");
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.headrace.console.cli.Main",
                        "verify",
                        "--connect",
                        target.connect().toString(),
                        "--bootstrap",
                        target.bootstrapServers(),
                        "--mysql",
                        target.jdbcUrl(),
                        "--mysql-user",
                        target.mysqlUser(),
                        "--elasticsearch",
                        target.elasticsearch().toString(),
                        "-o",
                        "json")
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        command.environment().put("HEADRACE_MYSQL_APP_PASSWORD", target.mysqlPassword());
        command.environment().put("HEADRACE_TOKEN_KEY", LocalStack.tokenKey());
        long start = System.nanoTime();
        Process process = command.start();
        long peak = 0;
        double cpu = 0;
        while (process.isAlive()) {
            peak = Math.max(peak, peakMemory(process.pid()));
            cpu = process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0;
            Thread.sleep(200);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        JsonNode verdict = JSON.readTree(out.toFile());
        Files.delete(out);
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("outcome", verdict.path("outcome").asText());
        run.put("rows", verdict.path("rows").asLong());
        run.put("documents", verdict.path("documents").asLong());
        run.put("rechecked", verdict.path("rechecked").asLong());
        run.put("seconds", Math.round(seconds * 10) / 10.0);
        run.put("rows_per_second", Math.round(verdict.path("rows").asLong() / seconds));
        run.put("cpu_seconds", cpu);
        run.put("peak_resident_mib", peak / 1024);
        System.out.printf(
                "%s, %d rows and %d documents in %.1f s, %d rechecked, %.0f s CPU, %d MiB at most%n",
                run.get("outcome"),
                verdict.path("rows").asLong(),
                verdict.path("documents").asLong(),
                seconds,
                verdict.path("rechecked").asLong(),
                cpu,
                peak / 1024);
        return run;
    }

    /** The most memory that was ever resident, in KiB; 0 where /proc does not tell. */
    private static long peakMemory(long pid) {
        try {
            for (String line :
                    Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"), StandardCharsets.UTF_8)) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        } catch (IOException ended) {
            // the process is over
        }
        return 0;
    }
}
