package io.headrace.bench.listener;

import io.headrace.bench.harness.Benchmark;
import io.headrace.bench.harness.Options;
import java.util.List;
import java.util.Map;

/** The listener beside other ways to react to records. */
public final class ListenerEntry implements Benchmark {

    @Override
    public String name() {
        return "listener";
    }

    @Override
    public String summary() {
        return "reactions a second: no-op, 1 ms, one failing key; beside a poll loop, parallel-consumer and Spring Kafka"
                + " [--rounds 3] [--only all|noop|blocking|failing]";
    }

    @Override
    public Map<String, Object> run(List<String> words) throws Exception {
        Options options = Options.parse(words, Map.of("rounds", "3", "only", "all"));
        return ListenerBench.run(
                options.positive("rounds"), options.oneOf("only", "all", "noop", "blocking", "failing"));
    }
}
