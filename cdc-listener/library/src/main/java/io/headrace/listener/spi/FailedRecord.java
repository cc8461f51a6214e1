package io.headrace.listener.spi;

/**
 * A record whose reaction failed, as logs and metrics may name it: by its place, and its key by a hash only.
 *
 * @param keyHash of the bytes of the record's key, in hexadecimal
 * @param attempts failed attempts so far
 */
public record FailedRecord(String topic, int partition, long offset, String keyHash, int attempts) {

    /** {@code topic-partition#keyHash@offset}. */
    @Override
    public String toString() {
        return topic + "-" + partition + "#" + keyHash + "@" + offset;
    }
}
