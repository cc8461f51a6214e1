package io.headrace.listener.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.listener.deadletter.DeadLetter;
import io.headrace.listener.deadletter.DeadLetterList;
import io.headrace.listener.deadletter.DeadLetterList.Whole;
import io.headrace.listener.deadletter.LetterId;
import io.headrace.listener.deadletter.Outcome;
import io.headrace.listener.deadletter.Outcomes;
import io.headrace.listener.deadletter.Replays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers {@code /dead-letters} and the paths below it. Lists leave out row values; a single letter includes them. */
final class DeadLetterRoutes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 10_000;

    private final Map<String, DeadLetterList> rules;
    private final Map<String, Replays> replays;

    DeadLetterRoutes(Map<String, DeadLetterList> rules, Map<String, Replays> replays) {
        this.rules = rules;
        this.replays = replays;
    }

    /** @param path the parts below {@code /dead-letters}: none, the rule, or the rule and a letter's id */
    Response answer(List<String> path, @Nullable String query) {
        if (path.isEmpty()) {
            ObjectNode all = JSON.createObjectNode();
            rules.forEach((rule, list) -> all.set(rule, letters(list.latest(DEFAULT_LIMIT), outcomes(rule))));
            return Response.json(200, all);
        }
        String rule = path.get(0);
        DeadLetterList list = rules.get(rule);
        if (list == null) {
            return Response.error(404, "there is no rule " + rule + DidYouMean.hint(rule, rules.keySet()));
        }
        return path.size() == 1 ? rule(rule, list, query) : one(rule, list, path.get(1));
    }

    private Outcomes outcomes(String rule) {
        return Objects.requireNonNull(replays.get(rule), "a rule has both").outcomes();
    }

    private Response rule(String rule, DeadLetterList list, @Nullable String query) {
        int limit = DEFAULT_LIMIT;
        if (query != null && query.startsWith("limit=")) {
            if (!query.matches("limit=\\d{1,5}")) {
                return Response.error(400, "limit needs a number up to " + MAX_LIMIT);
            }
            limit = Math.min(MAX_LIMIT, Integer.parseInt(query.substring("limit=".length())));
        }
        Outcomes outcomes = outcomes(rule);
        ObjectNode body = JSON.createObjectNode();
        body.put("rule", rule).put("topic", list.topic());
        ArrayNode groups = body.putArray("groups");
        list.groups(outcomes)
                .forEach((error, group) -> groups.addObject()
                        .put("error", error)
                        .put("letters", group.letters())
                        .put("replayed", group.replayed()));
        body.set("letters", letters(list.latest(limit), outcomes));
        return Response.json(200, body);
    }

    private Response one(String rule, DeadLetterList list, String text) {
        Optional<Whole> letter = LetterId.of(text).flatMap(list::find);
        if (letter.isEmpty()) {
            return Response.error(
                    404, "the rule " + rule + " has no dead letter " + text + "; an id is topic-partition-offset");
        }
        ObjectNode body = json(letter.get().letter(), outcomes(rule));
        body.put("encoding", letter.get().encoding());
        body.put("key", letter.get().key()).put("value", letter.get().value());
        ObjectNode headers = body.putObject("headers");
        letter.get().headers().forEach(headers::put);
        return Response.json(200, body);
    }

    private static ArrayNode letters(List<DeadLetter> letters, Outcomes outcomes) {
        ArrayNode all = JSON.createArrayNode();
        letters.forEach(letter -> all.add(json(letter, outcomes)));
        return all;
    }

    private static ObjectNode json(DeadLetter letter, Outcomes outcomes) {
        Outcome outcome = outcomes.of(letter.id());
        ObjectNode json = JSON.createObjectNode();
        json.put("id", letter.id()).setAll((ObjectNode) JSON.valueToTree(letter));
        return json.put("outcome", outcome == null ? "none" : outcome.result().key());
    }
}
