package io.headrace.listener.internal.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.listener.change.RowChange;
import io.headrace.listener.deadletter.Selection;
import io.headrace.listener.spi.ChangeDecoder;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Tells which records of a source topic a replay is of. Thread-safe. */
public final class Matching {
    private final Selection.Source selection;
    private final ChangeDecoder decoder;

    public Matching(Selection.Source selection, ChangeDecoder decoder) {
        this.selection = selection;
        this.decoder = decoder;
    }

    /** Tombstones match nothing; bytes that are no event match when all rows are meant. */
    public boolean matches(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return false;
        }
        boolean everything = selection.key().isEmpty() && isOfTransaction(null);
        Optional<RowChange> change;
        try {
            change = decoder.decode(record);
        } catch (RuntimeException e) {
            return everything;
        }
        return change.isPresent()
                && isOfKey(change.get())
                && isOfTransaction(change.get().origin().position().gtid());
    }

    private boolean isOfKey(RowChange change) {
        JsonNode wanted = selection.key().orElse(null);
        JsonNode key = change.origin().key();
        return wanted == null || isSame(wanted, key);
    }

    /** By values, in whatever order: 1 is 1 whether it was parsed as an int or a long, and 10.0 is 10. */
    private static boolean isSame(JsonNode wanted, JsonNode found) {
        if (wanted.isNumber() && found.isNumber()) {
            return wanted.decimalValue().compareTo(found.decimalValue()) == 0;
        }
        if (!wanted.isObject() || !found.isObject() || wanted.size() != found.size()) {
            return wanted.equals(found);
        }
        return wanted.properties().stream()
                .allMatch(field -> found.has(field.getKey()) && isSame(field.getValue(), found.get(field.getKey())));
    }

    private boolean isOfTransaction(@Nullable String gtid) {
        return selection.from().accept(new Since(gtid));
    }

    /** Whether a transaction is one of those that are meant. */
    private record Since(@Nullable String gtid) implements Selection.From.Visitor<Boolean> {
        @Override
        public Boolean beginning(Selection.Beginning from) {
            return true;
        }

        @Override
        public Boolean time(Selection.Time from) {
            return true;
        }

        @Override
        public Boolean offsets(Selection.Offsets from) {
            return true;
        }

        @Override
        public Boolean gtid(Selection.Gtid from) {
            int colon = gtid == null ? -1 : gtid.lastIndexOf(':');
            if (gtid == null || colon < 0 || !gtid.substring(0, colon).equals(from.server())) {
                return false;
            }
            try {
                return Long.parseLong(gtid.substring(colon + 1)) >= from.first();
            } catch (NumberFormatException e) {
                return false;
            }
        }
    }
}
