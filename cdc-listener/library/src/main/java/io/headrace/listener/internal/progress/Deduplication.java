package io.headrace.listener.internal.progress;

import io.headrace.listener.change.Origin;
import io.headrace.listener.change.SourcePosition;
import io.headrace.listener.internal.dispatch.LaneKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Recognises changes that the source wrote twice, which it may do after a crash. Remembers the last source position of the
 * latest keys of a partition; changes of one row are in order in the log, so a change at or before the key's last position,
 * which is not younger either, was seen. After a failover the positions of the two servers are not compared.
 *
 * <p>Nothing of it is stored: when a partition is assigned, the records before the committed offset are read again to
 * remember them, and only finished ones are. Thread-safe; one key is asked by one thread at a time.
 */
public final class Deduplication {
    private final Map<LaneKey, Seen> seen;

    /** @param keys how many keys are remembered, the latest */
    public Deduplication(int keys) {
        this.seen = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<LaneKey, Seen> eldest) {
                return size() > keys;
            }
        };
    }

    /** Remembers the change, and tells whether it was new. Changes of snapshots are always new. */
    public synchronized boolean admit(LaneKey key, Origin origin) {
        Seen now = Seen.of(origin);
        if (now == null) {
            return true;
        }
        Seen last = seen.get(key);
        if (last != null && last.covers(now)) {
            return false;
        }
        seen.put(key, now);
        return true;
    }

    /** @param exact no other change of the key has the same place */
    private record Seen(String server, String file, long first, long second, long micros, boolean exact) {

        static @Nullable Seen of(Origin origin) {
            SourcePosition position = origin.position();
            long micros = ChronoUnit.MICROS.between(Instant.EPOCH, origin.committedAt());
            String gtid = position.gtid();
            var transaction = origin.transaction();
            if (gtid != null && transaction != null) {
                int colon = gtid.lastIndexOf(':');
                try {
                    long number = Long.parseLong(gtid.substring(colon + 1));
                    return new Seen(
                            gtid.substring(0, Math.max(colon, 0)), "", number, transaction.totalOrder(), micros, true);
                } catch (NumberFormatException e) {
                    return null;
                }
            }
            if (position.server() == 0) {
                return null; // a row of a snapshot: not an event of the log
            }
            String server = Long.toString(position.server());
            // In a compressed transaction several statements may share a position.
            return new Seen(server, position.file(), position.pos(), position.row(), micros, false);
        }

        boolean covers(Seen other) {
            if (!server.equals(other.server) || other.micros > micros) {
                return false;
            }
            int files = Integer.compare(file.length(), other.file.length());
            files = files != 0 ? files : file.compareTo(other.file);
            int order = files != 0 ? files : Long.compare(first, other.first);
            order = order != 0 ? order : Long.compare(second, other.second);
            return order > 0 || (order == 0 && exact);
        }
    }
}
