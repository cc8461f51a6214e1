package io.headrace.search.client;

import io.headrace.search.bulk.BulkOperation;
import io.headrace.search.document.DocumentChange;
import io.headrace.search.document.DocumentChange.Address;
import io.headrace.search.document.ItemKind;
import io.headrace.search.json.JsonBuffer;
import io.headrace.search.json.JsonSlice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes operations as the lines of a bulk body. Reused by one sender thread. */
final class BulkBody {
    private static final byte[] DOC = "{\"doc\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AS_UPSERT = ",\"doc_as_upsert\":true}".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AS_UPDATE = "}".getBytes(StandardCharsets.US_ASCII);
    private static final int KEPT = 8 * 1024 * 1024;

    private static final byte[] EQUAL_OVERWRITES = versionType("external_gte");

    private final byte[] versionType;
    private final JsonBuffer buffer = new JsonBuffer(256 * 1024);

    BulkBody(boolean equalOverwrites) {
        versionType = equalOverwrites ? EQUAL_OVERWRITES : versionType("external");
    }

    private static byte[] versionType(String type) {
        return (",\"version_type\":\"" + type + "\"").getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * @param seen how documents were that a write may meet in either state
     * @param refreshesWhatItRefuses whether the server refreshes a shard that refuses all it is sent, as Elasticsearch does;
     *     for OpenSearch 3, what is sent once more for a refresh is written over by itself
     */
    JsonBuffer write(
            List<BulkOperation> operations, Map<BulkOperation, DocumentState> seen, boolean refreshesWhatItRefuses) {
        if (buffer.array().length > KEPT) {
            buffer.shrinkTo(KEPT);
        }
        buffer.clear();
        for (BulkOperation operation : operations) {
            boolean overwrites = operation.write().overwritesEqual() || (operation.isEcho() && !refreshesWhatItRefuses);
            byte[] type = overwrites ? EQUAL_OVERWRITES : versionType;
            write(operation.write(), type, seen.isEmpty() ? null : seen.get(operation));
        }
        return buffer;
    }

    /** Appends an update that changes nothing, whether the document is there or not. */
    void updateNothing(Address address) {
        begin(ItemKind.UPSERT, address);
        buffer.ascii("}}\n").raw(DOC).ascii("{}}\n");
    }

    private void write(DocumentChange.Write write, byte[] versionType, @Nullable DocumentState seen) {
        Address address = write.address();
        // An update adds a document that is missing, whatever has been seen; only a creation minds it.
        ItemKind kind =
                write.kind() == ItemKind.UPSERT && seen != null && !seen.found() ? ItemKind.CREATE : write.kind();
        begin(kind, address);
        if (write.isVersioned()) {
            buffer.ascii(",\"version\":").number(write.version()).raw(versionType);
        }
        if (seen != null && seen.found()) {
            buffer.ascii(",\"if_seq_no\":").number(seen.sequenceNumber());
            buffer.ascii(",\"if_primary_term\":").number(seen.primaryTerm());
        }
        buffer.ascii("}}\n");
        JsonSlice json = write.json();
        if (kind == ItemKind.UPSERT) {
            buffer.raw(DOC).json(json).raw(seen == null ? AS_UPSERT : AS_UPDATE).raw('\n');
        } else if (kind != ItemKind.DELETE) {
            buffer.json(json).raw('\n');
        }
    }

    private void begin(ItemKind kind, Address address) {
        buffer.ascii("{\"").ascii(kind.wireName()).ascii("\":{\"_index\":").string(address.index());
        if (address.id() != null) {
            buffer.ascii(",\"_id\":").string(address.id());
        }
        if (address.routing() != null) {
            buffer.ascii(",\"routing\":").string(address.routing());
        }
    }
}
