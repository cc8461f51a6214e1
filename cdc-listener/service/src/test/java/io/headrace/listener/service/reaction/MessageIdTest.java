package io.headrace.listener.service.reaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.headrace.listener.Envelopes;
import io.headrace.listener.change.RowChange;
import io.headrace.listener.internal.decode.JsonChangeDecoder;
import io.headrace.listener.reaction.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class MessageIdTest {
    private final Envelopes envelopes = Envelopes.create();
    private final RowChange change = decode(envelopes.created(Envelopes.order(1, "NEW")), 7);

    @Test
    void shouldNameAMessageByChangeRuleAndType() {
        // Given
        String id = MessageId.of("a", "Created", change);

        // Then
        assertThat(id).matches("msg_[0-9a-f]{32}");
        assertThat(List.of(
                        id,
                        MessageId.of("b", "Created", change),
                        MessageId.of("a", "Paid", change),
                        MessageId.of("a", "Created", decode(envelopes.created(Envelopes.order(1, "NEW")), 7)),
                        MessageId.of("", "aCreated", change)))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldBeTheSameForEveryDeliveryOfAChange() {
        // Given
        byte[] event = envelopes.created(Envelopes.order(2, "NEW"));

        // Then
        assertThat(MessageId.of("a", "Created", decode(event, 7)))
                .as("the source wrote it twice, or a replay brings it again")
                .isEqualTo(MessageId.of("a", "Created", decode(event, 900)));
    }

    @Test
    void shouldTellTheMessageAndTheChangeInHeadersAndBody() throws Exception {
        // Given
        TopicReaction reaction =
                new TopicReaction("events", new DomainEvents("a", List.of(new EventType("Created", Filter.ALL))));

        // When
        Message message = reaction.react(change).toCompletableFuture().join().get(0);

        // Then
        var body = new ObjectMapper().readTree(message.value());
        assertThat(header(message, TopicReaction.IDEMPOTENCY_KEY))
                .isEqualTo(MessageId.of("a", "Created", change))
                .isEqualTo(body.get("id").asText());
        assertThat(header(message, TopicReaction.CHANGE_ID))
                .isEqualTo(change.idempotencyKey())
                .isEqualTo(body.get("change").asText());
    }

    private static String header(Message message, String name) {
        return new String(message.headers().get(name), StandardCharsets.UTF_8);
    }

    private static RowChange decode(byte[] event, long offset) {
        return new JsonChangeDecoder()
                .decode(new ConsumerRecord<>("t", 0, offset, Envelopes.key(1), event))
                .orElseThrow();
    }
}
