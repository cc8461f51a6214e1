package io.headrace.transforms.engine;

import io.headrace.transforms.envelope.SourceBlock;
import io.headrace.transforms.envelope.SourceBlock.Table;
import io.headrace.transforms.envelope.TopicTables;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks where the rows of change events come from: refuses two tables in one topic that Debezium named after both, and
 * counts rows of XA transactions, which Debezium sends before the transaction is committed. Called by any number of threads.
 */
final class RowOrigins {

    private static final Logger LOG = LoggerFactory.getLogger(RowOrigins.class);

    /**
     * How events of one schema say where they come from, and what the last one said, which nearly every next one repeats.
     */
    static final class Origin {
        private final SourceBlock block;
        private volatile @Nullable LastSource last;

        private Origin(SourceBlock block) {
            this.block = block;
        }
    }

    private record LastSource(String topic, String database, String table) {
        boolean is(String topic, String database, String table) {
            return this.table.equals(table) && this.database.equals(database) && this.topic.equals(topic);
        }
    }

    private final String transform;
    private final TopicTables tables;

    RowOrigins(String transform) {
        this.transform = transform;
        tables = new TopicTables(transform);
    }

    /** Null if events of this schema don't say where they come from. */
    static @Nullable Origin origin(Schema envelope) {
        SourceBlock block = SourceBlock.of(envelope);
        return block == null ? null : new Origin(block);
    }

    /** @throws org.apache.kafka.connect.errors.DataException if rows of another table came by the same topic */
    void check(Origin origin, String topic, Struct event, TransformMetrics metrics) {
        SourceBlock fields = origin.block;
        Struct block = fields.in(event);
        if (block == null) {
            return;
        }
        String database = fields.database(block);
        String table = fields.table(block);
        if (database != null && table != null) {
            LastSource last = origin.last;
            if (last == null || !last.is(topic, database, table)) {
                tables.claim(topic, String.valueOf(fields.prefix(block)), new Table(database, table));
                origin.last = new LastSource(topic, database, table);
            }
        }
        if (fields.isXa(event, block) && metrics.xaRow()) {
            LOG.warn(
                    "{}: table {}.{} has rows of an XA transaction. Debezium sends them at XA PREPARE; if the transaction"
                            + " is rolled back, they stay. Compare with ./cdc verify. From now on they are counted as"
                            + " XaRows in JMX.",
                    transform,
                    database,
                    table);
        }
    }
}
