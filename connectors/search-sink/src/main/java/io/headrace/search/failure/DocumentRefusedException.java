package io.headrace.search.failure;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Goes with a record to the dead letters, or stops the task. Holds where the record came from, the index, a hash of the
 * id, and the server's status, type and cut reason; never the document and never the id.
 */
public final class DocumentRefusedException extends ConnectException {
    private static final int HASH_BYTES = 8;

    private final String index;
    private final String idHash;
    private final Refusal refusal;

    /** @param advice a sentence with a blank before it, on what the sink knows of the cause; or nothing */
    public DocumentRefusedException(String origin, String index, String id, Refusal refusal, String advice) {
        super("Record " + origin + " was refused by index " + index + " (id hash " + hash(id) + "): status "
                + refusal.status() + ", " + refusal.type() + ": " + refusal.cutReason() + advice);
        this.index = index;
        this.idHash = hash(id);
        this.refusal = refusal;
    }

    public String index() {
        return index;
    }

    public String idHash() {
        return idHash;
    }

    public Refusal refusal() {
        return refusal;
    }

    /** Enough of SHA-256 to find a document again by someone who knows the ids, and nobody else. */
    public static String hash(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
