package io.headrace.listener.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.listener.deadletter.DryRun;
import io.headrace.listener.deadletter.ReplayRunningException;
import io.headrace.listener.deadletter.ReplayStatus;
import io.headrace.listener.deadletter.Replays;
import io.headrace.listener.deadletter.Selection;
import io.headrace.listener.deadletter.SelectionJson;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Answers {@code /replays/RULE} and the paths below it. */
final class ReplayRoutes {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Requests may contain row keys, whose numbers must keep every digit. */
    private static final ObjectReader REQUESTS = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .reader();

    private final Map<String, Replays> rules;

    ReplayRoutes(Map<String, Replays> rules) {
        this.rules = rules;
    }

    /** @param path the parts below {@code /replays}: the rule, or the rule and a replay's id */
    Response answer(String method, List<String> path, String body) {
        if (path.isEmpty()) {
            return Response.error(404, "needs a rule: /replays/RULE");
        }
        String rule = path.get(0);
        Replays replays = rules.get(rule);
        if (replays == null) {
            return Response.error(404, "there is no rule " + rule + DidYouMean.hint(rule, rules.keySet()));
        }
        if (path.size() == 1) {
            return switch (method) {
                case "GET" -> all(rule, replays);
                case "POST" -> start(rule, replays, body);
                default -> Response.error(405, "only GET and POST");
            };
        }
        return switch (method) {
            case "GET" -> one(rule, replays, path.get(1));
            case "DELETE" ->
                replays.cancel(path.get(1))
                        .map(status -> Response.json(200, json(rule, status)))
                        .orElseGet(() -> unknown(rule, path.get(1)));
            default -> Response.error(405, "only GET and DELETE");
        };
    }

    private static Response all(String rule, Replays replays) {
        ArrayNode all = JSON.createArrayNode();
        replays.all().forEach(status -> all.add(json(rule, status)));
        return Response.json(200, all);
    }

    private static Response one(String rule, Replays replays, String id) {
        return replays.find(id)
                .map(status -> Response.json(200, json(rule, status)))
                .orElseGet(() -> unknown(rule, id));
    }

    private static Response unknown(String rule, String id) {
        return Response.error(
                404, "the rule " + rule + " has no replay " + id + "; GET /replays/" + rule + " lists them");
    }

    private static Response start(String rule, Replays replays, String body) {
        try {
            JsonNode request = REQUESTS.readTree(body);
            Selection selection = SelectionJson.read(request);
            if (request.path("dryRun").asBoolean()) {
                return Response.json(200, json(rule, replays.dryRun(selection)));
            }
            return Response.json(
                    202,
                    json(rule, replays.start(selection, request.path("rate").asDouble(0))));
        } catch (JsonProcessingException e) {
            return Response.error(400, "needs a JSON object such as {\"all\":true,\"dryRun\":true}");
        } catch (IllegalArgumentException e) {
            return Response.error(400, e.getMessage());
        } catch (ReplayRunningException e) {
            return Response.error(409, e.getMessage());
        }
    }

    private static ObjectNode json(String rule, ReplayStatus status) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", status.request().id()).put("rule", rule);
        json.set("selection", SelectionJson.write(status.request().selection()));
        json.put("rate", status.request().rate());
        json.put("requestedAt", status.request().requestedAt().toString());
        json.put("state", status.state().name().toLowerCase(Locale.ROOT));
        json.put("selected", status.request().selected()).put("replayed", status.replayed());
        return json.put("failed", status.failed()).put("held", status.held());
    }

    private static ObjectNode json(String rule, DryRun run) {
        ObjectNode json = JSON.createObjectNode();
        json.put("dryRun", true).put("rule", rule);
        json.setAll((ObjectNode) JSON.valueToTree(run));
        return json;
    }
}
