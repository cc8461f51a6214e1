package io.headrace.listener.deadletter;

import io.headrace.listener.RowChange;
import io.headrace.listener.decode.ChangeDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a replay would do.
 *
 * @param selected records that would be replayed
 * @param alreadyReplayed letters that were selected and will not be replayed again
 * @param undecodable of those selected, records that are still no events
 * @param overtaken letters of which {@code newer} is not 0
 * @param newerComplete whether there was time to count all newer changes; else there may be more
 * @param operations how many of the selected ones, by {@code create}, {@code update} and so on
 * @param changes the first of them
 */
public record DryRun(
        long selected,
        long alreadyReplayed,
        long undecodable,
        long overtaken,
        boolean newerComplete,
        Map<String, Long> operations,
        List<PlannedChange> changes) {
    private static final int SHOWN = 100;

    /**
     * A change that would be replayed, without the row.
     *
     * @param id of the letter, or the place in the source topic
     * @param newer of a letter, how many later changes of its row were delivered already: it would come after them
     * @param source where the change was read from at first
     */
    public record PlannedChange(
            String id, String source, String operation, String table, String idempotencyKey, int newer) {
        PlannedChange withNewer(int changes) {
            return new PlannedChange(id, source, operation, table, idempotencyKey, changes);
        }
    }

    /** Counts while records are read. */
    static final class Counting {
        private final ChangeDecoder decoder;
        private final Map<String, Long> operations = new TreeMap<>();
        private final List<PlannedChange> changes = new ArrayList<>();
        private long selected;
        private long replayed;
        private long undecodable;
        private long overtaken;
        private boolean newerComplete = true;

        Counting(ChangeDecoder decoder) {
            this.decoder = decoder;
        }

        void alreadyReplayed() {
            replayed++;
        }

        /** So many later changes of the row of a selected letter were delivered. */
        void newer(String id, int count) {
            if (count > 0) {
                overtaken++;
                changes.replaceAll(change -> change.id().equals(id) ? change.withNewer(count) : change);
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
    }
}
