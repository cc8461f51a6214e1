package io.headrace.listener.internal.attempt;

import io.headrace.listener.reaction.Failure;
import io.headrace.listener.reaction.ReactionFailure;
import io.headrace.listener.spi.NoEnvelopeException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Notices topics that hold rows without their envelopes. One such record is a dead letter; a row of them is a fault of the set-up,
 * and thousands of letters alike would tell nobody. Records that are only read again count too, so that a restart does not
 * begin with more letters. Thread-safe.
 */
public final class FlatTopics {
    /** So many in a row may be dead letters. */
    static final int MOST = 10;

    private final Map<String, AtomicInteger> inARow = new ConcurrentHashMap<>();

    /** An event came by the topic. */
    void event(String topic) {
        if (!inARow.isEmpty()) {
            inARow.remove(topic);
        }
    }

    /** A record without an envelope came by the topic: what is to be thrown for it. */
    ReactionFailure row(String topic, NoEnvelopeException record) {
        int count = inARow.computeIfAbsent(topic, any -> new AtomicInteger()).incrementAndGet();
        if (count <= MOST) {
            return record;
        }
        return new ReactionFailure(
                Failure.FATAL,
                "the topic " + topic + " contains rows without their envelope, " + MOST + " records in a row: "
                        + "each "
                        + record.getMessage()
                        + " (a sink can flatten them itself), or use a separate source for the listener. If only older"
                        + " records are like this, start after them: a new group with start latest",
                null);
    }
}
