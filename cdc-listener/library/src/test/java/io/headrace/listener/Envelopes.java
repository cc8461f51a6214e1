package io.headrace.listener;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.listener.testing.EventBuilder;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Change events of the orders table as the source connector writes them after our transforms. */
public final class Envelopes {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final EventBuilder events = EventBuilder.of("inventory.orders", Instant::now);

    /** The n-th change that is made gets the GTID number n. */
    public static Envelopes create() {
        return new Envelopes();
    }

    public static byte[] key(long id) {
        return ("{\"id\":" + id + "}").getBytes(StandardCharsets.UTF_8);
    }

    public static ObjectNode order(long id, String status) {
        ObjectNode row = JSON.createObjectNode();
        row.put("id", id).put("order_number", "ON-" + id).put("customer_id", 42).put("status", status);
        row.put("total", new BigDecimal("1000.50")).put("currency", "EUR");
        row.putObject("shipping_address").put("zip", "8001").put("city", "Zürich");
        row.putNull("notes").put("created_at", "2026-11-20T08:15:30.123456Z");
        return row;
    }

    public byte[] created(ObjectNode after) {
        return events.created(after);
    }

    public byte[] updated(ObjectNode before, ObjectNode after) {
        return events.updated(before, after);
    }

    public byte[] deleted(ObjectNode before) {
        return events.deleted(before);
    }

    public byte[] snapshot(ObjectNode row) {
        return events.snapshot(row);
    }

    public byte[] truncated() {
        return events.truncated();
    }

    /** The bytes of an event with parts of its text replaced. */
    public static byte[] with(byte[] event, Map<String, String> replacements) {
        String text = new String(event, StandardCharsets.UTF_8);
        for (var replacement : replacements.entrySet()) {
            text = text.replace(replacement.getKey(), replacement.getValue());
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
