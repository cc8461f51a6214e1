package io.headrace.listener.service.reaction;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.headrace.listener.change.RowChange;
import io.headrace.listener.reaction.Message;
import io.headrace.listener.reaction.Reaction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Publishes domain events to a topic, keyed like the row, exactly once. */
public final class TopicReaction implements Reaction {
    /** The header that is the same for each repeat of a message, and for no other message. */
    public static final String IDEMPOTENCY_KEY = "idempotency-key";

    /** The header with the change's idempotency key: all messages of a change have the same. */
    public static final String CHANGE_ID = "change-id";

    /** The header with the event's type. */
    public static final String EVENT_TYPE = "event-type";

    private final String topic;
    private final DomainEvents events;

    public TopicReaction(String topic, DomainEvents events) {
        this.topic = topic;
        this.events = events;
    }

    @Override
    public CompletionStage<List<Message>> react(RowChange change) throws JsonProcessingException {
        Optional<String> type = events.type(change);
        return CompletableFuture.completedFuture(type.isEmpty() ? List.of() : List.of(message(type.get(), change)));
    }

    private Message message(String type, RowChange change) throws JsonProcessingException {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        headers.put(IDEMPOTENCY_KEY, events.id(type, change).getBytes(StandardCharsets.UTF_8));
        headers.put(CHANGE_ID, change.idempotencyKey().getBytes(StandardCharsets.UTF_8));
        headers.put(EVENT_TYPE, type.getBytes(StandardCharsets.UTF_8));
        headers.put(TraceParent.NAME, TraceParent.of(change).getBytes(StandardCharsets.UTF_8));
        return new Message(topic, DomainEvents.key(change), events.body(type, change), headers);
    }
}
