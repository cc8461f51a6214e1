package io.headrace.console.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.status.PipelineStatus.Hop;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What the listener's own account of its rules says about one topic. Each rule has a consumer group of its own, under a name
 * that only the listener knows.
 */
final class ListenerHop {

    private static final String NAME = "listener";

    private final String address;
    private final String topic;
    private final List<String> rules = new ArrayList<>();
    private final TreeMap<String, Long> committed = new TreeMap<>();
    private long lag;
    private long lagMillis;
    private boolean isStalled;

    /** @param lanes what it answers to {@code GET /lanes} */
    ListenerHop(String address, JsonNode lanes, String topic) {
        this.address = address;
        this.topic = topic;
        lanes.properties()
                .forEach(
                        rule -> rule.getValue().path("partitions").forEach(partition -> add(rule.getKey(), partition)));
    }

    private void add(String rule, JsonNode partition) {
        if (!partition.path("topic").asText().equals(topic)) {
            return;
        }
        if (!rules.contains(rule)) {
            rules.add(rule);
        }
        committed.put(
                rule + "/" + partition.path("partition").asInt(),
                partition.path("committed").asLong());
        lag += partition.path("lag").asLong();
        lagMillis = Math.max(lagMillis, partition.path("lagMillis").asLong());
        isStalled |= partition.path("stalled").asBoolean();
    }

    /** How old the oldest change is that waits; 0 for none. */
    long lagMillis() {
        return lagMillis;
    }

    /** Whether nothing was finished since an earlier look, at which something had waited. */
    boolean standsSince(ListenerHop earlier) {
        return isStalled || (!rules.isEmpty() && committed.equals(earlier.committed) && lag > 0);
    }

    /**
     * A topic that no rule names is not the listener's business: nothing of it waits.
     *
     * @param isReady whether it says of itself that it gets on
     * @param isStanding whether something waits and nothing is finished
     */
    Hop hop(boolean isReady, boolean isStanding) {
        String state = isReady ? "READY" : "NOT READY";
        if (rules.isEmpty()) {
            return new Hop(
                    NAME,
                    address,
                    state,
                    isReady,
                    null,
                    null,
                    null,
                    null,
                    "no rule of this process reads the table's topic");
        }
        boolean isStalledNow = isStalled || isStanding;
        return new Hop(
                NAME,
                String.join(", ", rules),
                isStalledNow ? "STALLED" : state,
                isReady && !isStalledNow,
                null,
                lag,
                lagMillis,
                null,
                "");
    }
}
