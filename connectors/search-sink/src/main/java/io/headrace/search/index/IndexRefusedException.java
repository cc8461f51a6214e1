package io.headrace.search.index;

import io.headrace.search.failure.Refusal;
import org.jspecify.annotations.Nullable;

/** The server will not create or change an index; its message says why, as the server does. */
public final class IndexRefusedException extends RuntimeException {
    @SuppressWarnings("serial") // never written anywhere
    private final @Nullable Refusal refusal;

    public IndexRefusedException(String message) {
        this(message, null);
    }

    /** @param refusal what the server said; null when it was not asked for anything it refused */
    public IndexRefusedException(String message, @Nullable Refusal refusal) {
        super(message, null, false, false);
        this.refusal = refusal;
    }

    /** Documents that are replaced and deleted by id need a name of exactly one index. */
    public static IndexRefusedException severalIndices(String name, int indices) {
        return new IndexRefusedException(
                name + " stands for " + indices
                        + " indices, as an alias does after a rollover, and ids come from the rows: a"
                        + " changed row would become a second document in the index that is written, and its deletion would delete"
                        + " nothing. Give the sink an alias of one index (a new mapping is a swap of the alias, by ./cdc reindex), and"
                        + " compare with ./cdc verify if it has been written so; or set key.ignore=true for one document per record.");
    }

    /** What the server said, if it was about credentials or rights, which no other record can help either. */
    @Nullable
    Refusal missingRight() {
        return refusal != null && (refusal.status() == 401 || refusal.status() == 403) ? refusal : null;
    }
}
