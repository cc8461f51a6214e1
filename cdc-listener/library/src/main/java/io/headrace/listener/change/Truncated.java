package io.headrace.listener.change;

/** A table was emptied by TRUNCATE. No order is promised between it and the changes of rows. */
public record Truncated(Origin origin) implements RowChange {
    @Override
    public Operation operation() {
        return Operation.TRUNCATE;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) throws Exception {
        return visitor.truncated(this);
    }
}
