package io.headrace.listener.service.reaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.listener.Envelopes;
import io.headrace.listener.change.RowChange;
import io.headrace.listener.internal.decode.JsonChangeDecoder;
import io.headrace.listener.reaction.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicReactionTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final TopicReaction reaction = new TopicReaction(
            "events", new DomainEvents("changes", List.of(new EventType("OrderChanged", Filter.ALL))));

    @Test
    void shouldPassTheTraceOn() throws Exception {
        assertThat(traceOf(TRACE)).isEqualTo(TRACE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "00-00000000000000000000000000000000-b7ad6b7169203331-01"})
    void shouldMakeTheSameTraceAtEachTryWhenThereIsNone(String header) throws Exception {
        // When
        String first = traceOf(header);

        // Then
        assertThat(first).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01").isEqualTo(traceOf(header));
    }

    private String traceOf(String header) throws Exception {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                "t", 0, 0, Envelopes.key(1), Envelopes.create().created(Envelopes.order(1, "NEW")));
        if (!header.isEmpty()) {
            record.headers().add("traceparent", header.getBytes(StandardCharsets.UTF_8));
        }
        RowChange change = new JsonChangeDecoder().decode(record).orElseThrow();
        Message message = reaction.react(change).toCompletableFuture().join().get(0);
        return new String(message.headers().get("traceparent"), StandardCharsets.UTF_8);
    }
}
