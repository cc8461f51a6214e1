package io.headrace.listener.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/** A row was updated and kept its key. */
public record Updated(Origin origin, ObjectNode old, ObjectNode updated) implements RowChange {

    @Override
    public Optional<ObjectNode> before() {
        return Optional.of(old);
    }

    @Override
    public Optional<ObjectNode> after() {
        return Optional.of(updated);
    }

    @Override
    public Set<String> changed() {
        return ChangedColumns.between(old, updated);
    }

    @Override
    public Operation operation() {
        return Operation.UPDATE;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) throws Exception {
        return visitor.updated(this);
    }
}
