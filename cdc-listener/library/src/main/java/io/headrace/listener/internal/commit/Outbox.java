package io.headrace.listener.internal.commit;

import io.headrace.listener.reaction.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.common.TopicPartition;

/** Publishes messages and moves offsets, both or neither. Used by one thread at a time. */
public interface Outbox extends AutoCloseable {

    /**
     * Ends what an earlier run of this instance left open when it was killed: who restores its progress would wait for that
     * until it times out. Does without when the brokers do not answer.
     */
    void takeOver();

    /**
     * Returns when both are done.
     *
     * @param offsets not empty; an offset that does not move is given too, so that an owner of old is found out
     * @param within how long what is published may take; after that nothing is done
     * @throws NotCommittedException when nothing is done and it may be tried again
     */
    void commit(List<Message> messages, Map<TopicPartition, Long> offsets, ConsumerGroupMetadata group, Duration within)
            throws NotCommittedException;

    @Override
    void close();
}
