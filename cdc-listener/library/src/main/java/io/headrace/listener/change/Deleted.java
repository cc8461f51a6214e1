package io.headrace.listener.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A row was deleted. */
public record Deleted(Origin origin, ObjectNode deleted) implements RowChange {
    @Override
    public Optional<ObjectNode> before() {
        return Optional.of(deleted);
    }

    @Override
    public Operation operation() {
        return Operation.DELETE;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) throws Exception {
        return visitor.deleted(this);
    }
}
