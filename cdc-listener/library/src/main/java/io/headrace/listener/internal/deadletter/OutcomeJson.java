package io.headrace.listener.internal.deadletter;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.listener.deadletter.Outcome;
import io.headrace.listener.deadletter.ReplayResult;
import java.time.Instant;
import java.util.Locale;

/** Outcomes as the progress topic holds them. */
public final class OutcomeJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private OutcomeJson() {}

    static Outcome read(ObjectNode json) {
        return new Outcome(
                json.path("replay").asText(),
                ReplayResult.valueOf(json.path("result").asText("failed").toUpperCase(Locale.ROOT)),
                json.path("error").asText(),
                json.path("requested").asBoolean(true));
    }

    /** @param now milliseconds since the epoch */
    public static ObjectNode write(Outcome outcome, long now) {
        ObjectNode json = JSON.createObjectNode();
        json.put("replay", outcome.replay())
                .put("result", outcome.result().key())
                .put("requested", outcome.requested());
        if (!outcome.error().isEmpty()) {
            json.put("error", outcome.error());
        }
        return json.put("at", Instant.ofEpochMilli(now).toString());
    }
}
