package io.headrace.listener.internal.progress;

/** Where progress is read back from when partitions are assigned. Called by the poll thread. */
@FunctionalInterface
public interface ProgressStore {
    /**
     * Reads everything that was committed before this call, whoever committed it.
     *
     * @throws org.apache.kafka.common.KafkaException when it cannot be read now
     */
    StoredProgress read();
}
