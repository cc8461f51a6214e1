package io.headrace.search.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.headrace.search.bulk.BulkResult;
import io.headrace.search.failure.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what the server says about bulk items and about errors. Stateless. */
final class BulkResponse {
    /** What is asked for, so that answers stay small. */
    static final String FILTER = "errors,items.*.status,items.*.error.type,items.*.error.reason,"
            + "items.*.error.caused_by.type,items.*.error.caused_by.reason,error";

    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] NO_ERRORS = "{\"errors\":false".getBytes(StandardCharsets.US_ASCII);

    private BulkResponse() {}

    /**
     * @param expected items that matter, the first ones
     * @param more items after them
     * @throws IOException when the answer is not what a bulk request is answered with: whatever sent it, the outcome of
     *     the request is unknown
     */
    static BulkResult items(HttpResponse answer, int expected, int more) throws IOException {
        if (answer.length() >= NO_ERRORS.length
                && answer.body()[answer.length() - 1] == '}'
                && Arrays.equals(answer.body(), 0, NO_ERRORS.length, NO_ERRORS, 0, NO_ERRORS.length)) {
            return BulkResult.ALL_DONE;
        }
        List<@Nullable Refusal> refusals = new ArrayList<>(expected);
        try (JsonParser parser = JSON.createParser(answer.body(), 0, answer.length())) {
            require(parser.nextToken() == JsonToken.START_OBJECT);
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                if (name.equals("items") && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        refusals.add(item(parser));
                    }
                } else {
                    parser.skipChildren();
                }
            }
        }
        require(refusals.size() == expected + more);
        return new BulkResult.Answered(refusals.subList(0, expected));
    }

    private static @Nullable Refusal item(JsonParser parser) throws IOException {
        parser.nextFieldName();
        require(parser.nextToken() == JsonToken.START_OBJECT);
        int status = 0;
        Reason error = Reason.NONE;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (name.equals("status")) {
                status = parser.getIntValue();
            } else if (name.equals("error")) {
                error = error(parser, value);
            } else {
                parser.skipChildren();
            }
        }
        parser.nextToken();
        require(status > 0);
        return status < 300 ? null : new Refusal(status, error.type, error.reason);
    }

    /** The error of a whole request; never fails, since anything may stand between us and the server. */
    static Refusal refusal(HttpResponse answer) {
        Reason error = Reason.NONE;
        try (JsonParser parser = JSON.createParser(answer.body(), 0, answer.length())) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                    JsonToken value = parser.nextToken();
                    if (name.equals("error")) {
                        error = error(parser, value);
                    } else {
                        parser.skipChildren();
                    }
                }
            }
        } catch (IOException notJson) {
            // A proxy's page, most likely: the status has to say it all.
        }
        return new Refusal(answer.status(), error.type, error.reason);
    }

    private static Reason error(JsonParser parser, @Nullable JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            String text = token == JsonToken.VALUE_STRING ? parser.getText() : "";
            return new Reason("", text);
        }
        String type = "";
        String reason = "";
        Reason cause = Reason.NONE;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "type" -> type = String.valueOf(parser.getText());
                case "reason" -> reason = String.valueOf(parser.getText());
                case "caused_by" -> cause = error(parser, value);
                default -> parser.skipChildren();
            }
        }
        return cause.reason.isEmpty() ? new Reason(type, reason) : new Reason(type, reason + ": " + cause.reason);
    }

    private static void require(boolean asExpected) throws IOException {
        if (!asExpected) {
            throw new IOException("the answer is not that of a bulk request");
        }
    }

    private record Reason(String type, String reason) {
        static final Reason NONE = new Reason("", "");
    }
}
