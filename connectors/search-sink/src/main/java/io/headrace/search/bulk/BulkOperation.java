package io.headrace.search.bulk;

import io.headrace.search.document.DocumentChange;
import io.headrace.search.offset.PartitionOffsets;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * One document operation on its way, from the record that asked for it to the answer of the server. What is mutable is
 * guarded by the lock of the {@link BulkWriter} that holds it.
 */
public final class BulkOperation {
    /** What an operation takes in memory besides its document and key. */
    private static final int OVERHEAD = 300;

    /** How many times as much as its document a Map or Struct takes, seen with rows of a dozen fields. */
    private static final int TREE = 4;

    private final DocumentChange.Write write;
    private final PartitionOffsets offsets;
    private final long ticket;
    private final long offset;
    private long madeAt;
    private boolean uncertain;
    private boolean echo;
    private final @Nullable SinkRecord record;
    private final int size;

    /** Position in the batch that holds it; meaningful while {@link #isReplaceable}. */
    int slot;

    @Nullable
    Batch batch;

    /** The next operation on the same document, and, at the head of a lane, the last one. */
    @Nullable
    BulkOperation next;

    @Nullable
    BulkOperation last;

    /** An older operation on the same document that needs not be sent, unless this one is refused. */
    @Nullable
    BulkOperation superseded;

    /** @param keepsRecord whether the record may be needed for the dead letters */
    public BulkOperation(
            DocumentChange.Write write, PartitionOffsets offsets, long ticket, SinkRecord record, boolean keepsRecord) {
        this.write = write;
        this.offsets = offsets;
        this.ticket = ticket;
        this.offset = record.originalKafkaOffset();
        this.madeAt = record.timestamp() == null ? -1 : record.timestamp();
        this.record = keepsRecord ? record : null;
        // The document may be a slice of a larger array, which stays in memory as long.
        int document = write.json().bytes().length;
        this.size = OVERHEAD + document + (keepsRecord && isTree(record.value()) ? TREE * document : 0);
    }

    private static boolean isTree(@Nullable Object value) {
        return value instanceof Map || value instanceof Struct;
    }

    public DocumentChange.Write write() {
        return write;
    }

    public PartitionOffsets offsets() {
        return offsets;
    }

    public @Nullable SinkRecord record() {
        return record;
    }

    public int size() {
        return size;
    }

    /** Topic, partition and offset, for messages. */
    public String origin() {
        return offsets.partition() + "@" + offset;
    }

    /**
     * Takes note of when its change was committed, which is better to know than when its record was made.
     *
     * @param millis since 1970
     */
    public void committedAt(long millis) {
        madeAt = millis;
    }

    /** When its change or its record was made, in milliseconds since 1970; negative when that is not known. */
    long madeAt() {
        return madeAt;
    }

    /** A request that held it has got no answer: it may have been done, and may yet be. */
    void markUncertain() {
        uncertain = true;
    }

    public boolean isUncertain() {
        return uncertain;
    }

    /** It is done, and is sent once more only to make the server refresh its shard. */
    void markEcho() {
        echo = true;
    }

    public boolean isEcho() {
        return echo;
    }

    /** Tells the partition that its record is finished. */
    public void finish() {
        offsets.finish(ticket);
    }

    /** Whether it waits in a batch that no sender has seen. */
    boolean isReplaceable() {
        return batch != null && batch.isFresh();
    }

    /** Whether of the two only the one with the higher version needs to be written. */
    boolean mayCoalesceWith(BulkOperation other) {
        return offsets == other.offsets
                && write.address().equals(other.write.address())
                && write.kind().replacesAll()
                && other.write.kind().replacesAll()
                && write.isVersioned() == other.write.isVersioned();
    }

    /** Puts an operation that lost to this one behind it, the highest version first. */
    void supersede(BulkOperation loser) {
        BulkOperation at = this;
        while (at.superseded != null && at.superseded.write.version() > loser.write.version()) {
            at = at.superseded;
        }
        BulkOperation rest = at.superseded;
        BulkOperation end = loser;
        while (end.superseded != null) {
            end = end.superseded;
        }
        end.superseded = rest;
        at.superseded = loser;
    }
}
