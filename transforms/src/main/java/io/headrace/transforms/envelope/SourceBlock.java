package io.headrace.transforms.envelope;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** The fields of a change event that tell which table of MySQL a row is of, and how it came. Immutable. */
public final class SourceBlock {

    /** A table as MySQL calls it. */
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

    /** Null when the envelope doesn't tell a table in the way of MySQL. */
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
     * Whether the row is of an XA transaction: it came by the binlog, outside of any transaction that Debezium saw begin. It
     * is told at XA PREPARE, whatever becomes of it.
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
