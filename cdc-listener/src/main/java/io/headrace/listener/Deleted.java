package io.headrace.listener;

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
}
