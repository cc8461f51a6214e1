package io.headrace.listener.service.reaction;

import io.headrace.listener.change.RowChange;
import java.util.HexFormat;

/**
 * Names a message: one change told by one rule as one type. The same at each try and each replay, and another for the same change
 * told by another rule or as another type, so that who drops repeats by it drops nothing else. It has letters and digits only,
 * because headers of HTTP take nothing beyond Latin-1 and the idempotency key of a snapshot's row has its key.
 */
final class MessageId {

    private MessageId() {}

    static String of(String rule, String type, RowChange change) {
        return "msg_" + HexFormat.of().formatHex(hash(rule, type, change), 0, 16);
    }

    static byte[] hash(String rule, String type, RowChange change) {
        // Of parts that end by a sign that none of them has.
        return TraceParent.sha256(String.join("\u0000", rule, type, change.table(), change.idempotencyKey()));
    }
}
