package io.headrace.listener.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a change comes from.
 *
 * @param table {@code database.table}
 * @param key the row's key as an object by column, a JSON null for a truncated table or a table without primary key
 * @param position the place in the database's log
 * @param committedAt when the transaction committed, in microseconds on MySQL 8
 * @param transaction the transaction, where the source provides transaction metadata and the change is not of a snapshot
 * @param idempotencyKey the same for every delivery of this change and for no other change
 * @param topic the Kafka topic that the change was read from
 * @param traceParent the trace header of its record (W3C Trace Context), as it was
 */
public record Origin(
        String table,
        JsonNode key,
        SourcePosition position,
        Instant committedAt,
        @Nullable TransactionOrder transaction,
        String idempotencyKey,
        String topic,
        int partition,
        long offset,
        Optional<String> traceParent) {}
