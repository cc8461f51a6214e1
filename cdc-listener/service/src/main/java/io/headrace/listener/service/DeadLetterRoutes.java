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

/** {@code /dead-letters} and what is below: lists letters without rows, and shows one with its row. */
final class DeadLetterRoutes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 100;
    private static final int LARGEST_LIMIT = 10_000;

    private final Map<String, DeadLetterList> rules;
    private final Map<String, Replays> replays;

    DeadLetterRoutes(Map<String, DeadLetterList> rules, Map<String, Replays> replays) {
        this.rules = rules;
        this.replays = replays;
    }

    /** @param path the rule, and perhaps the letter's id */
    Answer answer(List<String> path, @Nullable String query) {
        if (path.isEmpty()) {
            ObjectNode all = JSON.createObjectNode();
            rules.forEach((rule, list) -> all.set(rule, letters(list.latest(MOST), outcomes(rule))));
            return Answer.json(200, all);
        }
        String rule = path.get(0);
        DeadLetterList list = rules.get(rule);
        if (list == null) {
            return Answer.error(404, "there is no rule " + rule + DidYouMean.hint(rule, rules.keySet()));
        }
        return path.size() == 1 ? rule(rule, list, query) : one(rule, list, path.get(1));
    }

    private Outcomes outcomes(String rule) {
        return Objects.requireNonNull(replays.get(rule), "a rule has both").outcomes();
    }

    private Answer rule(String rule, DeadLetterList list, @Nullable String query) {
        int limit = MOST;
        if (query != null && query.startsWith("limit=")) {
            if (!query.matches("limit=\\d{1,5}")) {
                return Answer.error(400, "limit needs a number up to " + LARGEST_LIMIT);
            }
            limit = Math.min(LARGEST_LIMIT, Integer.parseInt(query.substring("limit=".length())));
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
        return Answer.json(200, body);
    }

    private Answer one(String rule, DeadLetterList list, String text) {
        Optional<Whole> letter = LetterId.of(text).flatMap(list::find);
        if (letter.isEmpty()) {
            return Answer.error(
                    404, "the rule " + rule + " has no dead letter " + text + "; an id is topic-partition-offset");
        }
        ObjectNode body = json(letter.get().letter(), outcomes(rule));
        body.put("encoding", letter.get().encoding());
        body.put("key", letter.get().key()).put("value", letter.get().value());
        ObjectNode headers = body.putObject("headers");
        letter.get().headers().forEach(headers::put);
        return Answer.json(200, body);
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
