package io.headrace.transforms.field;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step of work on the fields of a row. A single transform has few of them, a pipeline several; either way a row is read
 * and written once. Immutable, called by any thread.
 */
public interface FieldStep {

    /** Adds the step to the plan of a row; called once per schema. */
    void compile(RowPlanBuilder plan);

    /**
     * Applies the step to a row without a schema. The step may change the map, but not what it holds.
     *
     * @return how many of the fields that it names were found
     */
    int rewrite(Map<String, @Nullable Object> row);

    /**
     * Called for a key or value that is no row but a scalar, a list or bytes, in which no path names anything.
     *
     * @param type of the value, for messages
     * @throws org.apache.kafka.connect.errors.DataException if the step must not let it pass
     */
    default void checkNonRow(String type) {}
}
