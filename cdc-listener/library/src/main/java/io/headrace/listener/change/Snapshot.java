package io.headrace.listener.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A row as a snapshot found it. Nothing happened to it, so snapshots reach only handlers that ask for them. */
public record Snapshot(Origin origin, ObjectNode found) implements RowChange {
    @Override
    public Optional<ObjectNode> after() {
        return Optional.of(found);
    }

    @Override
    public Operation operation() {
        return Operation.SNAPSHOT;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) throws Exception {
        return visitor.snapshot(this);
    }
}
