package io.headrace.listener.service.reaction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.listener.change.Origin;
import io.headrace.listener.change.RowChange;
import io.headrace.listener.change.SchemaChanged;
import io.headrace.listener.change.Updated;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns changes into domain events, of the first type whose filter the change passes, if any.
 *
 * <p>An event contains its type, its id ({@link MessageId}), the change's idempotency key, the time of the commit, the old and new
 * values of the changed columns, and the row: after the change, or before a delete.
 */
public final class DomainEvents {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final String rule;
    private final List<EventType> types;

    /**
     * @param rule distinguishes the events from those that another rule makes of the same changes
     * @param types the first whose filter a change passes counts
     */
    public DomainEvents(String rule, List<EventType> types) {
        this.rule = rule;
        this.types = List.copyOf(types);
    }

    /** Returns the event's id: the same for each try of a change, and different from that of any other event. */
    String id(String type, RowChange change) {
        return MessageId.of(rule, type, change);
    }

    /** Returns the type of a change's event, or empty if the change makes none. */
    Optional<String> type(RowChange change) {
        return types.stream()
                .filter(type -> type.filter().matches(change))
                .map(EventType::type)
                .findFirst();
    }

    /** Returns the row's key as JSON, or null if the change has none. */
    static byte @Nullable [] key(RowChange change) throws JsonProcessingException {
        JsonNode key = change.origin().key();
        return key.isNull() ? null : JSON.writeValueAsBytes(key);
    }

    byte[] body(String type, RowChange change) throws JsonProcessingException {
        Origin origin = change.origin();
        ObjectNode event = JSON.createObjectNode();
        event.put("type", type);
        event.put("id", id(type, change));
        event.put("change", change.idempotencyKey());
        event.put("operation", change.operation().key());
        event.put("table", change.table());
        event.set("key", origin.key());
        event.put("committedAt", origin.committedAt().toString());
        if (change instanceof Updated updated) {
            ObjectNode changed = event.putObject("changed");
            for (String column : updated.changed()) {
                ObjectNode values = changed.putObject(column);
                values.set("from", updated.old().get(column));
                values.set("to", updated.updated().get(column));
            }
        }
        change.row().ifPresent(row -> event.set("row", row));
        if (change instanceof SchemaChanged schema) {
            event.put("ddl", schema.ddl());
        }
        ObjectNode source = event.putObject("source");
        source.put("gtid", origin.position().gtid());
        source.put("file", origin.position().file());
        source.put("pos", origin.position().pos());
        return JSON.writeValueAsBytes(event);
    }
}
