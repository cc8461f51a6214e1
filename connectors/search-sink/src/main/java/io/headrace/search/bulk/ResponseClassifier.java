package io.headrace.search.bulk;

import io.headrace.search.document.ItemKind;
import io.headrace.search.failure.Disposition;
import java.util.Set;

/** Decides by status and structured error type, never by message text. Stateless. */
final class ResponseClassifier {
    private static final Set<String> PASSING = Set.of(
            "es_rejected_execution_exception",
            "rejected_execution_exception",
            "circuit_breaking_exception",
            "unavailable_shards_exception",
            "no_shard_available_action_exception",
            "primary_missing_action_exception",
            "process_cluster_event_timeout_exception",
            "timeout_exception",
            "elasticsearch_timeout_exception",
            "receive_timeout_transport_exception",
            "node_disconnected_exception",
            "node_not_connected_exception",
            "node_closed_exception",
            "connect_transport_exception",
            "master_not_discovered_exception",
            "cluster_manager_not_discovered_exception",
            "index_primary_shard_not_allocated_exception",
            "shard_not_found_exception",
            "already_closed_exception",
            "cluster_block_exception");

    private static final Set<String> OF_THE_TARGET =
            Set.of("index_not_found_exception", "index_closed_exception", "alias_not_found_exception");

    private ResponseClassifier() {}

    /**
     * Of one bulk item.
     *
     * @param versioned whether the operation carried an external version, so that a conflict means "already newer"
     */
    static Disposition ofItem(ItemKind kind, boolean versioned, int status, String type) {
        if (status >= 200 && status < 300) {
            return Disposition.DONE;
        }
        if (OF_THE_TARGET.contains(type)) {
            return Disposition.TARGET;
        }
        if (status == 404) {
            return kind == ItemKind.DELETE
                    ? Disposition.DONE
                    : kind == ItemKind.UPSERT ? Disposition.RETRY : Disposition.TARGET;
        }
        if (status == 409) {
            if (kind == ItemKind.UPSERT) {
                return Disposition.RETRY;
            }
            return versioned || kind == ItemKind.CREATE ? Disposition.STALE : Disposition.RETRY;
        }
        if (isPassing(status) || PASSING.contains(type)) {
            return Disposition.RETRY;
        }
        if (status == 401 || status == 403) {
            return Disposition.STOP;
        }
        return status >= 500 ? Disposition.RETRY : Disposition.REPORT;
    }

    /** Of a whole request, whatever it held. */
    static Disposition ofRequest(int status, String type) {
        if (status >= 200 && status < 300) {
            return Disposition.DONE;
        }
        if (PASSING.contains(type)) {
            return Disposition.RETRY;
        }
        return switch (status) {
            case 401, 403 -> Disposition.STOP;
            case 413 -> Disposition.SPLIT;
            case 400 -> Disposition.SPLIT;
            case 405, 406, 415 -> Disposition.STOP;
            default -> Disposition.RETRY;
        };
    }

    private static boolean isPassing(int status) {
        return status == 429 || status == 408 || status == 502 || status == 503 || status == 504;
    }
}
