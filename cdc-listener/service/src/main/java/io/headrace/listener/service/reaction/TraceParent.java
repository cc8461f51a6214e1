package io.headrace.listener.service.reaction;

import io.headrace.listener.change.RowChange;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The header {@code traceparent} of W3C Trace Context: that of the source's record if it has a valid one, or else one derived from the
 * change's idempotency key, so that all tries belong to the same trace.
 */
final class TraceParent {
    /** The header's name, in Kafka and over HTTP. */
    static final String NAME = "traceparent";

    private static final Pattern VALID = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceParent() {}

    static String of(RowChange change) {
        return change.origin()
                .traceParent()
                .filter(text -> VALID.matcher(text).matches())
                .orElseGet(() -> derived(change));
    }

    private static String derived(RowChange change) {
        byte[] hash = sha256(change.table() + "/" + change.idempotencyKey());
        HexFormat hex = HexFormat.of();
        return "00-" + hex.formatHex(hash, 0, 16) + "-" + hex.formatHex(hash, 16, 24) + "-01";
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
