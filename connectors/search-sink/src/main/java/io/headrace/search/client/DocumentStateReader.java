package io.headrace.search.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.headrace.search.bulk.BulkOperation;
import io.headrace.search.document.DocumentChange.Address;
import io.headrace.search.document.ItemKind;
import io.headrace.search.json.JsonBuffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at documents, without their fields, where a write depends on how they are. What can't be read, for want of the
 * right or of a server, counts as unknown. Used by one sender thread.
 */
final class DocumentStateReader {
    private static final JsonFactory JSON = new JsonFactory();

    private final HttpClient http;

    DocumentStateReader(HttpClient http) {
        this.http = http;
    }

    /** The version of a document; negative when it is not known. */
    long versionOf(Address address) {
        if (address.id() == null) {
            return -1;
        }
        String routing = address.routing() == null ? "" : "&routing=" + PathSegments.encoded(address.routing());
        try {
            HttpResponse answer = http.get("/" + PathSegments.encoded(address.index()) + "/_doc/"
                    + PathSegments.encoded(address.id()) + "?_source=false" + routing);
            try (JsonParser parser = JSON.createParser(answer.body(), 0, answer.length())) {
                boolean answered = answer.status() == 200 && parser.nextToken() == JsonToken.START_OBJECT;
                DocumentState document = answered ? document(parser) : null;
                return document == null ? -1 : document.version();
            }
        } catch (IOException unknown) {
            return -1;
        }
    }

    /**
     * The documents of operations that may have been done already and that no external version protects. Those that are
     * missing in the answer are unknown.
     */
    Map<BulkOperation, DocumentState> ofUncertain(List<BulkOperation> operations) throws IOException {
        List<BulkOperation> uncertain = new ArrayList<>();
        for (BulkOperation operation : operations) {
            if (operation.isUncertain()
                    && !operation.write().isVersioned()
                    && operation.write().address().id() != null
                    && operation.write().kind() != ItemKind.CREATE) {
                uncertain.add(operation);
            }
        }
        return uncertain.isEmpty() ? Map.of() : read(uncertain);
    }

    private Map<BulkOperation, DocumentState> read(List<BulkOperation> operations) throws IOException {
        JsonBuffer body = new JsonBuffer(128 * operations.size()).ascii("{\"docs\":");
        char before = '[';
        for (BulkOperation operation : operations) {
            Address address = operation.write().address();
            body.raw(before).ascii("{\"_index\":").string(address.index());
            body.ascii(",\"_id\":").string(String.valueOf(address.id()));
            if (address.routing() != null) {
                body.ascii(",\"routing\":").string(address.routing());
            }
            body.raw('}');
            before = ',';
        }
        HttpResponse answer = http.request("POST", "/_mget?_source=false", "application/json", body.ascii("]}"));
        Map<BulkOperation, DocumentState> seen = new HashMap<>();
        if (answer.status() != 200) {
            return seen;
        }
        try (JsonParser parser = JSON.createParser(answer.body(), 0, answer.length())) {
            parser.nextToken();
            if (!"docs".equals(parser.nextFieldName()) || parser.nextToken() != JsonToken.START_ARRAY) {
                return seen;
            }
            for (int i = 0; i < operations.size() && parser.nextToken() == JsonToken.START_OBJECT; i++) {
                DocumentState document = document(parser);
                if (document != null) {
                    seen.put(operations.get(i), document);
                }
            }
        }
        return seen;
    }

    /** Null when the server could not tell. */
    private static @Nullable DocumentState document(JsonParser parser) throws IOException {
        boolean found = false;
        boolean known = false;
        long sequenceNumber = -1;
        long primaryTerm = -1;
        long version = -1;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "found" -> {
                    known = true;
                    found = value == JsonToken.VALUE_TRUE;
                }
                case "_seq_no" -> sequenceNumber = parser.getLongValue();
                case "_primary_term" -> primaryTerm = parser.getLongValue();
                case "_version" -> version = parser.getLongValue();
                default -> parser.skipChildren();
            }
        }
        return known ? new DocumentState(found, sequenceNumber, primaryTerm, version) : null;
    }
}
