package io.headrace.transforms.engine;

import org.apache.kafka.connect.connector.ConnectRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a transform does to each record, made once from its settings. Immutable as far as its callers can tell: any number of
 * threads apply it at the same time.
 */
public abstract class RecordPlan<R extends ConnectRecord<R>> {

    /**
     * Rewrites one record. The record and all that it holds stay as they are.
     *
     * @param metrics counts the record by itself, as one field converted if it is another afterwards; takes what is more
     * @return the same object if nothing was to do, null to drop the record
     * @throws org.apache.kafka.connect.errors.DataException if the record can't be rewritten; the message holds no value
     */
    protected abstract @Nullable R apply(R record, TransformMetrics metrics);
}
