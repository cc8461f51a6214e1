package io.headrace.console.status;

import io.headrace.console.status.PipelineStatus.Hop;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The search server with the indices that sinks write to, as one hop. */
final class IndexHop {

    private static final long SLOW_ANSWER_MILLIS = 1_000;
    private static final double BUSY = 0.8;

    private IndexHop() {}

    /**
     * @param what the index, or the server's address where there are several
     * @param awaited names that need not be there yet
     */
    static Hop of(String what, IndexLook.Answer answer, Set<String> awaited) {
        Map<String, Set<String>> wrong = new TreeMap<>();
        long documents = 0;
        long changes = 0;
        long millis = 0;
        String block = "";
        for (Map.Entry<String, IndexLook.Seen> one : answer.indices().entrySet()) {
            IndexLook.Seen seen = one.getValue();
            documents += Math.max(0, seen.documents());
            changes += seen.changes();
            millis += seen.busyMillis();
            if (!seen.state().equals("UP") && (seen.isThere() || !awaited.contains(one.getKey()))) {
                wrong.computeIfAbsent(seen.state(), any -> new TreeSet<>()).add(one.getKey());
                block = seen.block().isEmpty() ? block : seen.block();
            }
        }
        double busy = answer.seconds() == 0 ? 0 : millis / 1000.0 / answer.seconds();
        boolean isSlow = answer.answeredMillis() > SLOW_ANSWER_MILLIS;
        String state = !wrong.isEmpty() ? worst(wrong) : isSlow ? "SLOW" : busy > BUSY ? "BUSY" : "UP";
        int count = answer.indices().size();
        String detail =
                (count == 0 ? "" : documents + " documents" + (count > 1 ? " in " + count + " indices" : "") + ", ")
                        + answer.version()
                        + (block.isEmpty() ? "" : "; index.blocks." + block + " is set")
                        + (count > 1 ? named(wrong) : "")
                        + (count == 1 && wrong.containsKey("MISSING") ? "; no index or alias has this name" : "")
                        + (state.equals("SLOW") ? "; took " + answer.answeredMillis() + " ms to answer" : "")
                        + (state.equals("BUSY") ? "; it indexes " + Math.round(busy * 100) + " % of the time" : "");
        double rate = answer.seconds() == 0 ? 0 : Math.round(changes / answer.seconds() * 10) / 10.0;
        return new Hop(
                "index",
                what,
                state,
                state.equals("UP") || state.equals("BUSY"),
                count == 0 ? null : rate,
                null,
                null,
                null,
                detail);
    }

    private static String worst(Map<String, Set<String>> wrong) {
        return wrong.containsKey("RED") ? "RED" : wrong.containsKey("BLOCKED") ? "BLOCKED" : "MISSING";
    }

    private static String named(Map<String, Set<String>> wrong) {
        return wrong.entrySet().stream()
                .map(state -> "; " + state.getKey() + ": " + TopicEnds.some(state.getValue()))
                .collect(Collectors.joining());
    }
}
