package io.headrace.bench.transforms;

import io.headrace.bench.harness.Benchmark;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/** JMH over the transforms, beside the chain that a user would otherwise configure. */
public final class TransformsEntry implements Benchmark {

    @Override
    public String name() {
        return "transforms";
    }

    @Override
    public String summary() {
        return "CPU time and bytes per record of each transform and of the usual chain, by JMH [--short|--long]";
    }

    @Override
    public Map<String, Object> run(List<String> options) throws RunnerException {
        return new LinkedHashMap<>(TransformsBench.run(options));
    }
}
