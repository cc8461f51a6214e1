package io.headrace.listener.spi;

import io.headrace.listener.change.RowChange;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Understands the bytes of one format. Called by many threads. */
public interface ChangeDecoder {

    /**
     * @return empty for records that tell no change: tombstones, heartbeats, transaction markers, the first half of a key change
     * @throws UndecodableException when the bytes are not of the format
     */
    Optional<RowChange> decode(ConsumerRecord<byte[], byte[]> record);
}
