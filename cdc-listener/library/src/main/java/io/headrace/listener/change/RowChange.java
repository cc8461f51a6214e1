package io.headrace.listener.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/**
 * One change of one row of a table, or of the whole table, as the database's log told it.
 *
 * <p>Changes of one row are delivered in the order of their commits. Rows are independent of each other: no order is
 * promised between two keys, nor between a row and a {@link Truncated} of its table. Changes are immutable, except that
 * the JSON nodes they hold must not be modified.
 */
public sealed interface RowChange permits Created, Updated, Deleted, Snapshot, KeyChanged, Truncated, SchemaChanged {

    /** Where and when the change happened. */
    Origin origin();

    /** The row before the change, where there was one. */
    default Optional<ObjectNode> before() {
        return Optional.empty();
    }

    /** The row after the change, where there is one. */
    default Optional<ObjectNode> after() {
        return Optional.empty();
    }

    /** The columns whose values differ, in the order of the table. Empty for all but {@link Updated} and {@link KeyChanged}. */
    default Set<String> changed() {
        return Set.of();
    }

    default boolean changed(String column) {
        return changed().contains(column);
    }

    /** The row as it is known best: after the change, else before it. Empty for {@link Truncated} and {@link SchemaChanged}. */
    default Optional<ObjectNode> row() {
        return after().or(this::before);
    }

    /** {@code database.table}. */
    default String table() {
        return origin().table();
    }

    /** The same for every delivery of this change and for no other change: what a target deduplicates by. */
    default String idempotencyKey() {
        return origin().idempotencyKey();
    }

    /** What happened to the row. */
    Operation operation();

    /**
     * Returns what the visitor's method for this kind of change returns.
     *
     * @throws Exception what that method throws
     */
    <R> R accept(Visitor<R> visitor) throws Exception;

    /**
     * One method for each kind of change: a kind that is added later does not compile until it is handled.
     *
     * @param <R> what the methods return
     */
    interface Visitor<R> {
        R created(Created change) throws Exception;

        R updated(Updated change) throws Exception;

        R deleted(Deleted change) throws Exception;

        R snapshot(Snapshot change) throws Exception;

        R keyChanged(KeyChanged change) throws Exception;

        R truncated(Truncated change) throws Exception;

        R schemaChanged(SchemaChanged change) throws Exception;
    }
}
