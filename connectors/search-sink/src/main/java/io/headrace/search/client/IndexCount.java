package io.headrace.search.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** How many indices an answer to a get of a name or an alias lists. Stateless. */
final class IndexCount {
    private static final JsonFactory JSON = new JsonFactory();

    private IndexCount() {}

    /** One at least: an index without aliases may be left out of a filtered answer. */
    static int of(HttpResponse answer) throws IOException {
        int indices = 0;
        try (JsonParser parser = JSON.createParser(answer.body(), 0, answer.length())) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextFieldName() != null) {
                    parser.nextToken();
                    parser.skipChildren();
                    indices++;
                }
            }
        }
        return Math.max(1, indices);
    }
}
