package io.headrace.listener.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the change events of a table as the source connector writes them, plain JSON. Each is a transaction of its own, with the
 * next GTID.
 */
public final class EventBuilder {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SERVER = "18abe1e1-e4c5-11f1-9889-02fc00000001";

    private final String database;
    private final String table;
    private final Supplier<Instant> clock;
    private long transaction;

    private EventBuilder(String database, String table, Supplier<Instant> clock) {
        this.database = database;
        this.table = table;
        this.clock = clock;
    }

    /**
     * @param table {@code database.table}
     * @param clock when the transactions commit
     */
    public static EventBuilder of(String table, Supplier<Instant> clock) {
        int dot = table.indexOf('.');
        if (dot < 1) {
            throw new IllegalArgumentException("needs database.table, but is " + table);
        }
        return new EventBuilder(table.substring(0, dot), table.substring(dot + 1), clock);
    }

    public byte[] created(ObjectNode row) {
        return event("c", null, row);
    }

    public byte[] updated(ObjectNode before, ObjectNode after) {
        return event("u", before, after);
    }

    public byte[] deleted(ObjectNode row) {
        return event("d", row, null);
    }

    public byte[] snapshot(ObjectNode row) {
        return event("r", null, row);
    }

    public byte[] truncated() {
        return event("t", null, null);
    }

    private byte[] event(String op, @Nullable ObjectNode before, @Nullable ObjectNode after) {
        boolean snapshot = op.equals("r");
        String gtid = SERVER + ":" + ++transaction;
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, clock.get());
        ObjectNode event = JSON.createObjectNode();
        event.set("before", before);
        event.set("after", after);
        ObjectNode source = event.putObject("source");
        source.put("version", "3.6.1.Final").put("connector", "mysql").put("name", "dbserver1");
        source.put("ts_ms", micros / 1_000).put("ts_us", micros).put("snapshot", Boolean.toString(snapshot));
        source.put("db", database).put("table", table).put("server_id", snapshot ? 0 : 223_344);
        source.put("gtid", snapshot ? null : gtid).put("file", "mysql-bin.000001");
        source.put("pos", 4_000 + transaction).put("row", 0);
        if (snapshot) {
            event.putNull("transaction");
        } else {
            event.putObject("transaction").put("id", gtid).put("total_order", 1).put("data_collection_order", 1);
        }
        event.put("op", op).put("ts_ms", micros / 1_000);
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }
}
