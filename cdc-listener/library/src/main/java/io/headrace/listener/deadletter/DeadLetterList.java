package io.headrace.listener.deadletter;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters of a listener. Thread-safe; each call reads the topic anew and throws a
 * {@link org.apache.kafka.common.KafkaException} when it cannot.
 */
public interface DeadLetterList {
    /**
     * A letter with the record that it was made of.
     *
     * @param encoding of key and value: {@code text}, or {@code base64} when one of them is no UTF-8
     * @param headers as text, those that say why among them
     */
    record Whole(
            DeadLetter letter,
            String encoding,
            @Nullable String key,
            @Nullable String value,
            Map<String, String> headers) {}

    /**
     * Letters with the same error.
     *
     * @param replayed those that were replayed
     */
    record Group(long letters, long replayed) {}

    /** The dead-letter topic. */
    String topic();

    /** The latest letters of each partition, {@code most} in all at most, in the order of their offsets within a partition. */
    List<DeadLetter> latest(int most);

    /** All letters, counted by their errors. */
    Map<String, Group> groups(Outcomes outcomes);

    /** One letter; empty when there is none of this id. */
    Optional<Whole> find(LetterId id);
}
