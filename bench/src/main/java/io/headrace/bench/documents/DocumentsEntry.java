package io.headrace.bench.documents;

import io.headrace.bench.harness.Benchmark;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/** JMH over the search sink's way from a record to a document. */
public final class DocumentsEntry implements Benchmark {

    @Override
    public String name() {
        return "documents";
    }

    @Override
    public String summary() {
        return "CPU time and allocation per record of the sink's document writers: Struct, Map and bytes, rows and change"
                + " events, by JMH [--short]";
    }

    @Override
    public Map<String, Object> run(List<String> options) throws RunnerException {
        return DocumentsBench.run(options);
    }
}
