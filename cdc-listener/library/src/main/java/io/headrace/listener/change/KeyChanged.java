package io.headrace.listener.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/**
 * The primary key of a row was updated. Debezium tells it in two halves; it is delivered once, from the half that has the
 * new key, and in the order of the new key's changes. No order is promised between the changes of the two keys.
 */
public record KeyChanged(Origin origin, JsonNode oldKey, ObjectNode updated) implements RowChange {

    public JsonNode newKey() {
        return origin().key();
    }

    @Override
    public Optional<ObjectNode> after() {
        return Optional.of(updated);
    }

    /** The key's columns that differ: the other columns' old values are not in the half that is delivered. */
    @Override
    public Set<String> changed() {
        return ChangedColumns.between(oldKey, newKey());
    }

    @Override
    public Operation operation() {
        return Operation.KEY_CHANGE;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) throws Exception {
        return visitor.keyChanged(this);
    }
}
