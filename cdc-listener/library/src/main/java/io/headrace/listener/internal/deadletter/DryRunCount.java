package io.headrace.listener.internal.deadletter;

import io.headrace.listener.change.RowChange;
import io.headrace.listener.deadletter.DryRun;
import io.headrace.listener.deadletter.DryRun.PlannedChange;
import io.headrace.listener.spi.ChangeDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Counts what a replay would do, while records are read. */
final class DryRunCount {
    private static final int SHOWN = 100;

    private final ChangeDecoder decoder;
    private final Map<String, Long> operations = new TreeMap<>();
    private final List<PlannedChange> changes = new ArrayList<>();
    private long selected;
    private long replayed;
    private long undecodable;
    private long overtaken;
    private boolean newerComplete = true;

    DryRunCount(ChangeDecoder decoder) {
        this.decoder = decoder;
    }

    void alreadyReplayed() {
        replayed++;
    }

    /** So many later changes of the row of a selected letter were delivered. */
    void newer(String id, int count) {
        if (count > 0) {
            overtaken++;
            changes.replaceAll(change -> change.id().equals(id) ? withNewer(change, count) : change);
        }
    }

    void newerComplete(boolean complete) {
        newerComplete = complete;
    }

    /** @param id of the letter, or of the record itself */
    void selected(String id, ConsumerRecord<byte[], byte[]> record) {
        selected++;
        Optional<RowChange> change;
        try {
            change = decoder.decode(record);
            if (record.value() == null) {
                undecodable++; // a letter without its value, which nobody has any more
            }
        } catch (RuntimeException e) {
            undecodable++;
            return;
        }
        change.ifPresent(decoded -> {
            operations.merge(decoded.operation().key(), 1L, Long::sum);
            if (changes.size() < SHOWN) {
                changes.add(new PlannedChange(
                        id,
                        record.topic() + "-" + record.partition() + "@" + record.offset(),
                        decoded.operation().key(),
                        decoded.table(),
                        decoded.idempotencyKey(),
                        0));
            }
        });
    }

    DryRun result() {
        return new DryRun(
                selected,
                replayed,
                undecodable,
                overtaken,
                newerComplete,
                Map.copyOf(operations),
                List.copyOf(changes));
    }

    private static PlannedChange withNewer(PlannedChange change, int newer) {
        return new PlannedChange(
                change.id(), change.source(), change.operation(), change.table(), change.idempotencyKey(), newer);
    }
}
