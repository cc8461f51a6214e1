package io.headrace.transforms;

import io.headrace.transforms.field.FieldStep;
import java.util.List;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.jspecify.annotations.Nullable;

/** The life of a transform made of field steps: opened once by one thread, then applied by any number, then closed. */
final class FieldTransform implements AutoCloseable {

    private final String name;
    private final RecordPart part;
    private @Nullable RowRewriter rewriter;
    private @Nullable TransformMetrics metrics;

    FieldTransform(String name, RecordPart part) {
        this.name = name;
        this.part = part;
    }

    void open(List<FieldStep> steps, int cacheSize) {
        close();
        TransformMetrics registered = TransformMetrics.register(name);
        metrics = registered;
        rewriter = new RowRewriter(name, part, steps, cacheSize, registered);
    }

    <R extends ConnectRecord<R>> R apply(R record) {
        RowRewriter opened = rewriter;
        if (opened == null) {
            throw new IllegalStateException(name + " is applied before it was configured.");
        }
        return opened.apply(record);
    }

    @Override
    public void close() {
        if (metrics != null) {
            metrics.close();
        }
        metrics = null;
        rewriter = null;
    }
}
