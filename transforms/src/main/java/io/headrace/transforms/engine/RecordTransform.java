package io.headrace.transforms.engine;

import io.headrace.transforms.field.FieldStep;
import io.headrace.transforms.setting.SchemaCacheConfig;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/**
 * The life of every transform: {@code configure} makes a plan of the settings and registers the metrics, {@code apply} runs
 * the plan and counts, {@code close} takes the metrics off again. Transforms differ by the plan that they make and by
 * nothing else.
 *
 * <p>One thread configures and closes; between the two, any number of threads apply. Configuring again replaces the plan,
 * unless the settings are refused.
 */
public abstract class RecordTransform<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {

    private record Running<R extends ConnectRecord<R>>(RecordPlan<R> plan, TransformMetrics metrics) {}

    private final String name;
    private final RecordPart part;
    private final ConfigDef definition;
    private @Nullable Running<R> running;

    /**
     * @param name of the transform in messages, logs and metrics
     * @param part of the record whose schema is named when a failure was not foreseen
     */
    protected RecordTransform(String name, RecordPart part, ConfigDef definition) {
        this.name = name;
        this.part = part;
        this.definition = definition;
    }

    /**
     * Makes the plan for the given settings.
     *
     * @throws org.apache.kafka.common.config.ConfigException if the settings are refused; the message names the setting
     */
    protected abstract RecordPlan<R> plan(Map<String, ?> settings);

    /** A plan that applies field steps, in their order, to the rows in this transform's part of the record. */
    protected final RecordPlan<R> rowPlan(List<FieldStep> steps, AbstractConfig config) {
        return new RowRewriter<>(name, part, steps, SchemaCacheConfig.cacheSize(config));
    }

    @Override
    public final void configure(Map<String, ?> settings) {
        RecordPlan<R> plan = plan(settings);
        close();
        running = new Running<>(plan, TransformMetrics.register(name));
    }

    /**
     * Applies the plan to a record.
     *
     * @return the record itself if there was nothing to do, null if it is dropped
     * @throws DataException if the record can't be rewritten; the message says where, what was needed, what was found and
     *     what to do, and holds no value of the record
     * @throws IllegalStateException if the transform isn't configured, or closed
     */
    @Override
    @SuppressWarnings({"NullAway", "ReferenceEquality"}) // null drops the record, the same object means untouched
    public final R apply(R record) {
        Running<R> current = running;
        if (current == null) {
            throw new IllegalStateException(name + " is applied before it was configured.");
        }
        TransformMetrics metrics = current.metrics;
        try {
            R rewritten = current.plan.apply(record, metrics);
            if (rewritten == record) {
                metrics.skipped();
            } else {
                metrics.rewritten();
            }
            return rewritten;
        } catch (DataException e) {
            metrics.failed();
            throw e;
        } catch (RuntimeException e) {
            metrics.failed();
            throw UnexpectedFailure.in(name, record, part.schema(record), e);
        }
    }

    @Override
    public final ConfigDef config() {
        return definition;
    }

    @Override
    public final String version() {
        return BuildVersion.VERSION;
    }

    @Override
    public final void close() {
        if (running != null) {
            running.metrics.close();
        }
        running = null;
    }
}
