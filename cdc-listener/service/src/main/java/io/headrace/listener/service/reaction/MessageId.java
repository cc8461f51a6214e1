package io.headrace.listener.service.reaction;

import io.headrace.listener.change.RowChange;
import java.util.HexFormat;

/**
 * Identifies a message: one change, sent by one rule as one type. The id is the same at each try and each replay, and different for
 * another rule or type, so that receivers can drop repeats by it without dropping anything else. It is a hash because HTTP headers take
 * nothing beyond Latin-1, and the idempotency key of a snapshot's row contains the row's key.
 */
final class MessageId {

    private MessageId() {}

    static String of(String rule, String type, RowChange change) {
        return "msg_" + HexFormat.of().formatHex(hash(rule, type, change), 0, 16);
    }

    static byte[] hash(String rule, String type, RowChange change) {
        // Joined by a character that none of the parts contains, so that different parts never make the same text.
        return TraceParent.sha256(String.join("\u0000", rule, type, change.table(), change.idempotencyKey()));
    }
}
