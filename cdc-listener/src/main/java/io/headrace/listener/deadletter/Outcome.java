package io.headrace.listener.deadletter;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.listener.dispatch.ReplayResult;
import java.time.Instant;
import java.util.Locale;

/**
 * What became of a record that was replayed. A letter that was {@link ReplayResult#REPLAYED} is never replayed again.
 *
 * @param replay the id of the replay
 * @param error why it failed; else empty
 * @param requested whether it was selected; else it followed others of its parked key
 */
public record Outcome(String replay, ReplayResult result, String error, boolean requested) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Outcome of(ObjectNode json) {
        return new Outcome(
                json.path("replay").asText(),
                ReplayResult.valueOf(json.path("result").asText("failed").toUpperCase(Locale.ROOT)),
                json.path("error").asText(),
                json.path("requested").asBoolean(true));
    }

    /** As it is kept in the progress topic. */
    public ObjectNode json(long now) {
        ObjectNode json = JSON.createObjectNode();
        json.put("replay", replay).put("result", result.key()).put("requested", requested);
        if (!error.isEmpty()) {
            json.put("error", error);
        }
        return json.put("at", Instant.ofEpochMilli(now).toString());
    }

    /** Whether a replay has nothing to do with the letter any more. */
    boolean settles(String id) {
        return result == ReplayResult.REPLAYED || replay.equals(id);
    }
}
