package io.headrace.transforms.engine;

import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** The error that stands for a failure that no step foresaw. */
final class UnexpectedFailure {

    private UnexpectedFailure() {}

    /** The cause's message may hold a value, so only its class and the place where it was thrown are passed on. */
    static DataException in(
            String transform, ConnectRecord<?> record, @Nullable Schema schema, RuntimeException cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        return new DataException(transform + ", a record of topic " + record.topic() + " with schema "
                + (schema == null ? "(none)" : schema.name()) + ": needed values that fit the schema, found "
                + cause.getClass().getSimpleName() + (trace.length == 0 ? "" : " at " + trace[0])
                + ". Check what is before this transform in the chain; if nothing is, report this message.");
    }
}
