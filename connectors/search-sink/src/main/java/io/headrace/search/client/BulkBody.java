package io.headrace.search.client;

import io.headrace.search.bulk.Operation;
import io.headrace.search.document.Change;
import io.headrace.search.document.Change.Address;
import io.headrace.search.document.Json;
import io.headrace.search.document.JsonBuffer;
import io.headrace.search.failure.ItemKind;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes operations as the lines of a bulk body. Reused by one sender thread. */
final class BulkBody {
    private static final byte[] DOC = "{\"doc\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AS_UPSERT = ",\"doc_as_upsert\":true}".getBytes(StandardCharsets.US_ASCII);
    private static final int KEPT = 8 * 1024 * 1024;

    private final byte[] versionType;
    private final JsonBuffer buffer = new JsonBuffer(256 * 1024);

    BulkBody(boolean equalOverwrites) {
        String type = equalOverwrites ? "external_gte" : "external";
        versionType = (",\"version_type\":\"" + type + "\"").getBytes(StandardCharsets.US_ASCII);
    }

    JsonBuffer write(List<Operation> operations) {
        if (buffer.array().length > KEPT) {
            buffer.shrinkTo(KEPT);
        }
        buffer.clear();
        for (Operation operation : operations) {
            write(operation.write());
        }
        return buffer;
    }

    private void write(Change.Write write) {
        Address address = write.address();
        buffer.ascii("{\"")
                .ascii(write.kind().wireName())
                .ascii("\":{\"_index\":")
                .string(address.index());
        if (address.id() != null) {
            buffer.ascii(",\"_id\":").string(address.id());
        }
        if (address.routing() != null) {
            buffer.ascii(",\"routing\":").string(address.routing());
        }
        if (write.isVersioned()) {
            buffer.ascii(",\"version\":").number(write.version()).raw(versionType);
        }
        buffer.ascii("}}\n");
        Json json = write.json();
        if (write.kind() == ItemKind.UPSERT) {
            buffer.raw(DOC).json(json).raw(AS_UPSERT).raw('\n');
        } else if (write.kind() != ItemKind.DELETE) {
            buffer.json(json).raw('\n');
        }
    }
}
