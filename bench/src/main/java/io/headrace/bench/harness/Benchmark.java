package io.headrace.bench.harness;

import java.util.List;
import java.util.Map;

/** One benchmark that {@code bench/run NAME} runs. */
public interface Benchmark {

    /** The name on the command line. */
    String name();

    /** One line for the list: what it measures, and its options with their defaults. */
    String summary();

    /**
     * Runs to the end, printing tables for people to standard output.
     *
     * @param options the words after the name
     * @return the result, which is printed as one JSON line; insertion order is kept
     * @throws IllegalArgumentException when an option is wrong; the message says which and what it takes
     */
    Map<String, Object> run(List<String> options) throws Exception;
}
