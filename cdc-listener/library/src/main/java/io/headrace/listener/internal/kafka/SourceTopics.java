package io.headrace.listener.internal.kafka;

import java.util.Set;

/** Knows which of the wanted topics exist. Used by the poll thread. */
@FunctionalInterface
public interface SourceTopics {
    /** @throws org.apache.kafka.common.KafkaException when the brokers do not say */
    Set<String> existing();
}
