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

    /** What the server said, if it was about credentials or rights, which no other record can help either. */
    @Nullable
    Refusal missingRight() {
        return refusal != null && (refusal.status() == 401 || refusal.status() == 403) ? refusal : null;
    }
}
