package io.headrace.transforms.field;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One field-level step. A single transform runs one of them, a pipeline several; either way a row is read and written
 * once. Immutable, called by any thread.
 */
public interface FieldStep {

    /** Compiles the step into the plan of a row; called once a schema. */
    void compile(RowPlanBuilder plan);

    /**
     * Applies the step to a row that has no schema. The map is the step's to change, what it holds is not.
     *
     * @return how many fields it named and found
     */
    int rewrite(Map<String, @Nullable Object> row);

    /**
     * Tells the step of a key or value that is no row but a scalar, a list or bytes, in which no path names anything.
     *
     * @throws org.apache.kafka.connect.errors.DataException when the step must not let it pass
     */
    default void checkNonRow(String type) {}
}
