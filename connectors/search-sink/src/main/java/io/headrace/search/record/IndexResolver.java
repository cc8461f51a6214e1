package io.headrace.search.record;

import io.headrace.search.document.Body;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Says which index, alias or data stream a record belongs to. Called by the task thread only. */
public interface IndexResolver {
    /** @param row the row or document; null for a tombstone, which has none */
    String index(SinkRecord record, @Nullable Body row);

    /** The index of all records of a topic; null when that is for each record to say. */
    @Nullable
    String index(String topic);

    /** Whether a tombstone is not enough to know the index. */
    boolean dependsOnValue();

    /** Whether records of the topic go to an index that their time decides on. */
    default boolean dependsOnTime(String topic) {
        return false;
    }
}
