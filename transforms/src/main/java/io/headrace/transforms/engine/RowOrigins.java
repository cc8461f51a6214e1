package io.headrace.transforms.engine;

import io.headrace.transforms.envelope.SourceBlock;
import io.headrace.transforms.envelope.SourceBlock.Table;
import io.headrace.transforms.envelope.TopicOwners;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at where the rows of change events come from: refuses two tables in one topic that Debezium named for both, and
 * counts rows of XA transactions, which come before their transaction is committed. Called by any number of threads.
 */
final class RowOrigins {

    /** By this name whichever package the class is in: workers' log settings may hold it. */
    private static final Logger LOG = LoggerFactory.getLogger("io.headrace.transforms.RowOrigins");

    /** For events of one schema: what was found last, which nearly every event repeats. */
    static final class Watch {
        private final SourceBlock block;
        private volatile @Nullable Seen last;

        private Watch(SourceBlock block) {
            this.block = block;
        }
    }

    private record Seen(String topic, String database, String table) {
        boolean is(String topic, String database, String table) {
            return this.table.equals(table) && this.database.equals(database) && this.topic.equals(topic);
        }
    }

    private final String transform;
    private final TopicOwners owners;

    RowOrigins(String transform) {
        this.transform = transform;
        owners = new TopicOwners(transform);
    }

    /** Null when events of this schema don't tell. */
    static @Nullable Watch watch(Schema envelope) {
        SourceBlock block = SourceBlock.of(envelope);
        return block == null ? null : new Watch(block);
    }

    /** @throws org.apache.kafka.connect.errors.DataException when rows of another table came by the same topic */
    void check(Watch watch, String topic, Struct event, TransformMetrics metrics) {
        SourceBlock fields = watch.block;
        Struct block = fields.in(event);
        if (block == null) {
            return;
        }
        String database = fields.database(block);
        String table = fields.table(block);
        if (database != null && table != null) {
            Seen last = watch.last;
            if (last == null || !last.is(topic, database, table)) {
                owners.claim(topic, String.valueOf(fields.prefix(block)), new Table(database, table));
                watch.last = new Seen(topic, database, table);
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
