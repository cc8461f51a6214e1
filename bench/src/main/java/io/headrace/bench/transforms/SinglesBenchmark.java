package io.headrace.bench.transforms;

import io.headrace.transforms.ChangedFields;
import io.headrace.transforms.DebeziumTypeConverter;
import io.headrace.transforms.DocumentId;
import io.headrace.transforms.DocumentVersion;
import io.headrace.transforms.ExpandJson;
import io.headrace.transforms.SoftDelete;
import io.headrace.transforms.TokenizeField;
import io.headrace.transforms.TruncateField;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Each transform alone, over one table and over many with schemas of their own, interleaved: what it costs must not differ. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
public class SinglesBenchmark {

    private static final int RECORDS = 1024;

    /** How many tables the records are of. */
    @Param({"1", "500"})
    public int tables;

    private final SourceRecord[] flat = new SourceRecord[RECORDS];
    private final SourceRecord[] typed = new SourceRecord[RECORDS];
    private final SourceRecord[] updates = new SourceRecord[RECORDS];
    private final Transformation<SourceRecord> types = new DebeziumTypeConverter<>();
    private final Transformation<SourceRecord> json = new ExpandJson<>();
    private final Transformation<SourceRecord> token = new TokenizeField<>();
    private final Transformation<SourceRecord> truncate = new TruncateField<>();
    private final Transformation<SourceRecord> version = new DocumentVersion<>();
    private final Transformation<SourceRecord> id = new DocumentId<>();
    private final Transformation<SourceRecord> changed = new ChangedFields<>();
    private final Transformation<SourceRecord> soft = new SoftDelete<>();
    private int next;

    @Setup
    public void setUp() {
        types.configure(Map.of());
        json.configure(Map.of());
        token.configure(Map.of("fields", "customer_email", "key", TransformsBenchmark.KEY));
        truncate.configure(Map.of("fields", "notes"));
        version.configure(Map.of());
        id.configure(Map.of("fields", "id"));
        changed.configure(Map.of());
        soft.configure(Map.of());
        OrderEvents[] events = new OrderEvents[tables];
        for (int i = 0; i < tables; i++) {
            events[i] = new OrderEvents("dbserver1.inventory.orders_" + i);
        }
        for (int i = 0; i < RECORDS; i++) {
            flat[i] = events[i % tables].flat(i);
            typed[i] = types.apply(flat[i]);
            updates[i] = events[i % tables].update(i);
        }
    }

    @Benchmark
    public SourceRecord debeziumTypeConverter() {
        return types.apply(flat[turn()]);
    }

    @Benchmark
    public SourceRecord expandJson() {
        return json.apply(typed[turn()]);
    }

    @Benchmark
    public SourceRecord tokenizeField() {
        return token.apply(flat[turn()]);
    }

    @Benchmark
    public SourceRecord truncateField() {
        return truncate.apply(flat[turn()]);
    }

    @Benchmark
    public SourceRecord documentVersion() {
        return version.apply(updates[turn()]);
    }

    @Benchmark
    public SourceRecord documentId() {
        return id.apply(updates[turn()]);
    }

    @Benchmark
    public SourceRecord changedFields() {
        return changed.apply(updates[turn()]);
    }

    @Benchmark
    public SourceRecord softDelete() {
        return soft.apply(updates[turn()]);
    }

    /** A row image; the one above is an event, whose two images and source Connect's Struct checks once more. */
    @Benchmark
    public SourceRecord softDeleteFlat() {
        return soft.apply(flat[turn()]);
    }

    private int turn() {
        next = (next + 1) & (RECORDS - 1);
        return next;
    }
}
