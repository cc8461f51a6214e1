package io.headrace.listener.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A row was inserted. */
public record Created(Origin origin, ObjectNode inserted) implements RowChange {
    @Override
    public Optional<ObjectNode> after() {
        return Optional.of(inserted);
    }

    @Override
    public Operation operation() {
        return Operation.CREATE;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) throws Exception {
        return visitor.created(this);
    }
}
