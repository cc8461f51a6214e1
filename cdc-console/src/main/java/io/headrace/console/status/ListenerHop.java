package io.headrace.console.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.server.Pause;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Rest;
import io.headrace.console.status.PipelineStatus.Hop;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the listener's own account of its rules says about topics. Each rule has a consumer group of its own, under a name
 * that only the listener knows.
 */
final class ListenerHop {

    private static final String NAME = "listener";
    private static final int NAMED = 3;

    private final String address;
    private final Set<String> topics;
    private final List<String> rules = new ArrayList<>();
    private final TreeMap<String, Long> committed = new TreeMap<>();
    private long lag;
    private long lagMillis;
    private boolean isStalled;

    /** Looks once, and again a moment later where the oldest change waits long. */
    static Hop look(PipelineEndpoints target, URI address, Collection<String> topics) {
        Rest listener = new Rest("Listener (--listener)", address, target.listenerAccess());
        boolean isReady = listener.get("/health/ready").ok();
        ListenerHop now = lanes(listener, topics);
        if (now.lagMillis() < SinkBacklogs.LONG_WAIT_MILLIS) {
            return now.hop(isReady, false);
        }
        Pause.millis(SinkBacklogs.STALL_SAMPLE_MILLIS);
        ListenerHop then = lanes(listener, topics);
        return then.hop(isReady, then.standsSince(now));
    }

    private static ListenerHop lanes(Rest listener, Collection<String> topics) {
        Rest.Answer lanes = listener.get("/lanes");
        if (!lanes.ok()) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "Listener at " + listener.address() + " did not report the progress of its rules: HTTP "
                            + lanes.status());
        }
        return new ListenerHop(listener.address(), lanes.body(), topics);
    }

    /** @param lanes what it answers to {@code GET /lanes} */
    ListenerHop(String address, JsonNode lanes, Collection<String> topics) {
        this.address = address;
        this.topics = Set.copyOf(topics);
        lanes.properties()
                .forEach(
                        rule -> rule.getValue().path("partitions").forEach(partition -> add(rule.getKey(), partition)));
    }

    private void add(String rule, JsonNode partition) {
        if (!topics.contains(partition.path("topic").asText())) {
            return;
        }
        if (!rules.contains(rule)) {
            rules.add(rule);
        }
        committed.put(
                rule + "/" + partition.path("topic").asText() + "/"
                        + partition.path("partition").asInt(),
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
     * A topic that no rule names is not the listener's business: nothing of it waits, and whether the listener is ready for
     * others does not count.
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
                    true,
                    null,
                    null,
                    null,
                    null,
                    topics.size() == 1
                            ? "no rule of this process reads the table's topic"
                            : "no rule of this process reads the tables' topics");
        }
        boolean isStalledNow = isStalled || isStanding;
        boolean areFew = rules.size() <= NAMED;
        return new Hop(
                NAME,
                areFew ? String.join(", ", rules) : address,
                isStalledNow ? "STALLED" : state,
                isReady && !isStalledNow,
                null,
                lag,
                lagMillis,
                null,
                areFew ? "" : rules.size() + " rules");
    }
}
