package io.headrace.listener.change;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A table was created, altered or dropped. It comes from a topic of its own, so no order is promised between it and the changes
 * of rows; the key is null.
 *
 * @param ddl the statement as the database's log has it: values in it, such as defaults, are not masked
 * @param tableChange what the source says of the table: {@code type} (CREATE, ALTER, DROP), {@code id}, {@code table} with columns
 */
public record SchemaChanged(Origin origin, String ddl, JsonNode tableChange) implements RowChange {
    @Override
    public Operation operation() {
        return Operation.SCHEMA_CHANGE;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) throws Exception {
        return visitor.schemaChanged(this);
    }
}
