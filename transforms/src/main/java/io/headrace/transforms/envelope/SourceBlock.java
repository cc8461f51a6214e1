package io.headrace.transforms.envelope;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** The fields of a change event that say which MySQL table a row belongs to and how it was read. Immutable. */
public final class SourceBlock {

    /** A table by its names in MySQL. */
    public record Table(String database, String name) {
        @Override
        public String toString() {
            return database + "." + name;
        }
    }

    private static final String TRANSACTION = "transaction";

    private final Field source;
    private final Field operation;
    private final Field prefix;
    private final Field database;
    private final Field table;
    private final @Nullable Field thread;
    private final @Nullable Field gtid;
    private final @Nullable Field transaction;

    private SourceBlock(Schema envelope, Field source) {
        Schema block = source.schema();
        this.source = source;
        operation = envelope.field(RecordKind.OP);
        transaction = envelope.field(TRANSACTION);
        prefix = block.field("name");
        database = block.field("db");
        table = block.field("table");
        thread = block.field("thread");
        gtid = block.field("gtid");
    }

    /** Null if the envelope doesn't name a table as the MySQL connector does. */
    public static @Nullable SourceBlock of(Schema envelope) {
        Field source = envelope.field(RecordKind.SOURCE);
        boolean tells = source != null
                && source.schema().type() == Schema.Type.STRUCT
                && isText(source.schema().field("name"))
                && isText(source.schema().field("db"))
                && isText(source.schema().field("table"));
        return tells ? new SourceBlock(envelope, source) : null;
    }

    public @Nullable Struct in(Struct event) {
        return (Struct) event.get(source);
    }

    /** The topic prefix of the source connector. */
    public @Nullable String prefix(Struct block) {
        return (String) block.get(prefix);
    }

    public @Nullable String database(Struct block) {
        return (String) block.get(database);
    }

    public @Nullable String table(Struct block) {
        return (String) block.get(table);
    }

    /**
     * Whether the row belongs to an XA transaction: it was read from the binlog, outside of any transaction that Debezium
     * saw begin. Debezium sends it at XA PREPARE, whether or not it is committed later.
     */
    public boolean isXa(Struct event, Struct block) {
        return thread != null
                && block.get(thread) == null
                && gtid != null
                && block.get(gtid) != null
                && (transaction == null || event.get(transaction) == null)
                && isChange((String) event.get(operation));
    }

    private static boolean isChange(@Nullable String operation) {
        return "c".equals(operation) || "u".equals(operation) || "d".equals(operation);
    }

    private static boolean isText(@Nullable Field field) {
        return field != null && field.schema().type() == Schema.Type.STRING;
    }
}
