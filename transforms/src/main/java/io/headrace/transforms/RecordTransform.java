package io.headrace.transforms;

import java.util.Map;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/** What the transforms of whole records share: counting, and errors without values. Called by any thread. */
abstract class RecordTransform<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {

    private final String name;
    private @Nullable TransformMetrics metrics;

    RecordTransform(String name) {
        this.name = name;
    }

    /** Takes the settings over. */
    abstract void open(Map<String, ?> properties);

    /** The record as it goes on: itself when there is nothing to do, null when it is dropped. */
    abstract @Nullable R rewrite(R record);

    @Override
    public final void configure(Map<String, ?> properties) {
        close();
        open(properties);
        metrics = TransformMetrics.register(name);
    }

    @Override
    @SuppressWarnings({"NullAway", "ReferenceEquality"}) // null drops the record, the same object means untouched
    public final R apply(R record) {
        TransformMetrics counters = metrics;
        if (counters == null) {
            throw new IllegalStateException(name + " is applied before it was configured.");
        }
        try {
            R rewritten = rewrite(record);
            if (rewritten == record) {
                counters.skipped();
            } else {
                counters.rewritten(1);
            }
            return rewritten;
        } catch (DataException e) {
            counters.failed();
            throw e;
        } catch (RuntimeException e) {
            counters.failed();
            throw UnexpectedFailure.in(name, record, record.valueSchema(), e);
        }
    }

    @Override
    public final String version() {
        return TransformVersion.VERSION;
    }

    @Override
    public final void close() {
        if (metrics != null) {
            metrics.close();
        }
        metrics = null;
    }
}
