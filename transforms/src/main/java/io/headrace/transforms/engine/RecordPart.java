package io.headrace.transforms.engine;

import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** The half of a record that a transform works on. */
public enum RecordPart {
    KEY {
        @Override
        public @Nullable Schema schema(ConnectRecord<?> record) {
            return record.keySchema();
        }

        @Override
        public @Nullable Object value(ConnectRecord<?> record) {
            return record.key();
        }

        @Override
        public <R extends ConnectRecord<R>> R with(R record, @Nullable Schema schema, @Nullable Object value) {
            return record.newRecord(
                    record.topic(),
                    record.kafkaPartition(),
                    schema,
                    value,
                    record.valueSchema(),
                    record.value(),
                    record.timestamp());
        }
    },
    VALUE {
        @Override
        public @Nullable Schema schema(ConnectRecord<?> record) {
            return record.valueSchema();
        }

        @Override
        public @Nullable Object value(ConnectRecord<?> record) {
            return record.value();
        }

        @Override
        public <R extends ConnectRecord<R>> R with(R record, @Nullable Schema schema, @Nullable Object value) {
            return record.newRecord(
                    record.topic(),
                    record.kafkaPartition(),
                    record.keySchema(),
                    record.key(),
                    schema,
                    value,
                    record.timestamp());
        }
    };

    public abstract @Nullable Schema schema(ConnectRecord<?> record);

    public abstract @Nullable Object value(ConnectRecord<?> record);

    /** The record with this half replaced. Its headers are a copy; everything else is kept. */
    public abstract <R extends ConnectRecord<R>> R with(R record, @Nullable Schema schema, @Nullable Object value);
}
