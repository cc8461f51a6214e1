package io.headrace.console.status;

import io.headrace.console.server.Pause;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.SearchRest;
import io.headrace.console.status.PipelineStatus.Hop;
import java.time.Duration;

/** One look at the index: is it there, does it take writes, how fast, and is it at its limit. */
final class IndexHop {

    private static final long SAMPLE_MILLIS = 300;
    private static final long SLOW_ANSWER_MILLIS = 1_000;
    private static final double BUSY = 0.8;
    /** Shorter than for other operations: status tells what does not answer. */
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final SearchRest search;
    private final String index;

    IndexHop(PipelineEndpoints target, String index) {
        this.search = new SearchRest(target, ANSWER);
        this.index = index;
    }

    Hop look() {
        long asked = System.nanoTime();
        SearchRest.Writes before = search.writing(index);
        long answered = (System.nanoTime() - asked) / 1_000_000;
        long start = System.nanoTime();
        Pause.millis(SAMPLE_MILLIS);
        SearchRest.Writes after = search.writing(index);
        double seconds = (System.nanoTime() - start) / 1e9;
        double busy = (after.millis() - before.millis()) / 1000.0 / seconds;
        double rate = Math.round(Math.max(0, after.count() - before.count()) / seconds * 10) / 10.0;
        String health = search.health(index);
        String block = search.writeBlock(index);
        String state = health.equals("red")
                ? "RED"
                : !block.isEmpty() ? "BLOCKED" : answered > SLOW_ANSWER_MILLIS ? "SLOW" : busy > BUSY ? "BUSY" : "UP";
        String detail = search.count(index) + " documents, " + search.version()
                + (block.isEmpty() ? "" : "; index.blocks." + block + " is set")
                + (state.equals("SLOW") ? "; took " + answered + " ms to answer" : "")
                + (state.equals("BUSY") ? "; it indexes " + Math.round(busy * 100) + " % of the time" : "");
        boolean healthy = state.equals("UP") || state.equals("BUSY");
        return new Hop("index", index, state, healthy, rate, null, null, null, detail);
    }
}
