package io.headrace.transforms.engine;

import org.apache.kafka.connect.connector.ConnectRecord;
import org.jspecify.annotations.Nullable;

/** A plan that looks at the record as a whole rather than field by field: a record that it changes counts as one field. */
public interface WholeRecordPlan<R extends ConnectRecord<R>> extends RecordPlan<R> {

    /**
     * Rewrites one record.
     *
     * @return the same object if nothing was to do, null to drop the record
     */
    @Nullable
    R apply(R record);

    @Override
    @SuppressWarnings("ReferenceEquality") // the same object means untouched
    default @Nullable R apply(R record, TransformMetrics metrics) {
        R rewritten = apply(record);
        if (rewritten != record) {
            metrics.converted(1);
        }
        return rewritten;
    }
}
