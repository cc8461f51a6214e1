package io.headrace.listener.internal.dispatch;

import java.util.Arrays;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A row's key, as bytes, in its partition: what a lane is for. Records without a key share a lane. */
public final class LaneKey {
    private final TopicPartition partition;
    private final byte @Nullable [] key;
    private final int hash;

    public LaneKey(TopicPartition partition, byte @Nullable [] key) {
        this.partition = partition;
        this.key = isJsonNull(key) ? null : key;
        this.hash = 31 * partition.hashCode() + Arrays.hashCode(this.key);
    }

    /** Some converters write no key as the text of a JSON null. */
    private static boolean isJsonNull(byte @Nullable [] key) {
        return key != null && key.length == 4 && key[0] == 'n' && key[1] == 'u' && key[2] == 'l' && key[3] == 'l';
    }

    public TopicPartition partition() {
        return partition;
    }

    public byte @Nullable [] key() {
        return key;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LaneKey that
                && hash == that.hash
                && partition.equals(that.partition)
                && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** In hexadecimal. */
    public String keyHash() {
        return Integer.toHexString(Arrays.hashCode(key));
    }

    /** Shows the key's hash only: keys are values of rows. */
    @Override
    public String toString() {
        return partition + "#" + keyHash();
    }
}
