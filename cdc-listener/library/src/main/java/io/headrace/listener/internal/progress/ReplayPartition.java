package io.headrace.listener.internal.progress;

import org.apache.kafka.common.TopicPartition;

/** A partition of a source topic that a replay reads again. */
public record ReplayPartition(String replay, TopicPartition partition) {}
